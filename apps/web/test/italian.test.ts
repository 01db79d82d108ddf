/** Every screen in Italian: nothing on it is in English, whatever it takes to see it. */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import english from "../src/i18n/catalogs/en.json" with { type: "json" };
import italian from "../src/i18n/catalogs/it.json" with { type: "json" };
import { device, hasChromium, launch, signedInAs, type SignedIn } from "./support/browser.ts";
import { startNode, type TestNode } from "./support/node.ts";

const withId = z.looseObject({ id: z.string() });

/** English texts that are others in Italian, and whole as they stand. */
const translations: Readonly<Record<string, string>> = italian;
const foreign = new Set(
  Object.entries(english)
    .filter(([id, text]) => !text.includes("{") && translations[id] !== text)
    .map(([, text]) => text),
);
const italianTexts = new Set(Object.values(italian));

/** What is to be read on a page, or read out. */
const TEXTS = `[...document.querySelectorAll("body *")].flatMap((element) => [
  ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.nodeValue.trim()),
  ...["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name) ?? ""),
]).filter((text) => text !== "")`;

async function englishOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(TEXTS);
  // Some words are the same message in one place, and another in the other.
  return texts.filter((text) => foreign.has(text) && !italianTexts.has(text));
}

/** Titles, the ways between the parts of a screen, and people in lists, of whom something cannot be seen. */
const CUT = `[...document.querySelectorAll("#main h1, #main nav a, #main [role=group] button, #main li a strong")]
  .filter((it) => it.checkVisibility() && it.closest("article") === null)
  // What scrolls shows that it does.
  .filter((it) => getComputedStyle(it.parentElement).maskImage === "none")
  .filter((it) => {
    const { left, right } = it.getBoundingClientRect();
    return left < 0 || right > innerWidth || it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight + 1;
  })
  .map((it) => it.textContent)`;

describe.skipIf(!hasChromium)("in Italian", () => {
  let node: TestNode;
  let browser: Browser;
  let paths: readonly string[];
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode({
      INSTANCE_TITLE: "Il borgo",
      INSTANCE_DESCRIPTION: "Vicini che parlano.",
      INSTANCE_RULES: "Siate gentili",
    });
    browser = await launch(node);
    const [anna, bruno, carla] = await Promise.all(["anna", "bruno", "carla"].map((it) => node.signUp(it)));
    if (anna === undefined || bruno === undefined || carla === undefined)
      throw new Error("Nobody signed up.");
    await node.promote("anna");
    await anna.call("PATCH", "/api/v1/accounts/update_credentials", { locked: true });
    await bruno.call("POST", `/api/v1/accounts/${anna.id}/follow`);
    await anna.call("POST", `/api/v1/accounts/${bruno.id}/follow`);
    await anna.call("POST", `/api/v1/accounts/${carla.id}/mute`);
    const list = withId.parse(await anna.call("POST", "/api/v1/lists", { title: "Il forno" })).id;
    await anna.call("POST", `/api/v1/lists/${list}/accounts`, { account_ids: [bruno.id] });
    const filter = withId.parse(
      await anna.call("POST", "/api/v2/filters", {
        title: "Calcio",
        context: ["home"],
        filter_action: "warn",
        keywords_attributes: [{ keyword: "rigore", whole_word: true }],
      }),
    ).id;
    const post = await anna.publish({ status: "Il pane e pronto", visibility: "unlisted" });
    await anna.call("PUT", `/api/v1/statuses/${post}`, { status: "Il pane è pronto" });
    await bruno.call("POST", `/api/v1/statuses/${post}/favourite`);
    const rude = await carla.publish({ status: "Comprate le mie pillole" });
    await bruno.call("POST", "/api/v1/reports", {
      account_id: carla.id,
      status_ids: [rude],
      comment: "Vende pillole",
      category: "violation",
      rule_ids: ["1"],
    });
    signedIn = await signedInAs(browser, "anna");
    paths = [
      "/home", "/public/local", "/notifications", "/lists", `/lists/${list}`, `/lists/${list}/edit`, "/filters", `/filters/${filter}`,
      "/follow_requests", "/blocks", "/mutes", "/moderation", "/moderation/accounts", "/moderation/domains", "/moderation/rules", "/settings",
      "/settings/profile", "/settings/posting", "/settings/move", "/about", "/elsewhere", "/search?q=bruno", "/@anna", "/@bruno", `/@anna/${post}/favourites`, `/@anna/${post}`,
    ]; // prettier-ignore
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it(
    "shows no screen with English on it, nor one that cuts a title or a tab on the smallest phone",
    { timeout: 180_000 },
    async () => {
      await using english = await device(browser, { storageState: signedIn });
      await english.visit("/home");
      await english.page.getByRole("article").first().waitFor();
      expect((await englishOn(english.page)).length).toBeGreaterThan(5);
      await using anna = await device(browser, {
        storageState: signedIn,
        locale: "it-IT",
        viewport: { width: 320, height: 700 },
      });
      const { page } = anna;
      const found: Record<string, string[]> = {};
      const cut: Record<string, string[]> = {};
      for (const path of paths) {
        await anna.visit(path);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForLoadState("networkidle");
        expect(await page.evaluate("document.documentElement.lang")).toBe("it");
        const left = await englishOn(page);
        if (left.length > 0) found[path] = left;
        const unseen = await page.evaluate<string[]>(CUT);
        if (unseen.length > 0) cut[path] = unseen;
      }
      expect(cut).toEqual({});
      await page.getByRole("article").first().getByRole("button", { name: "Altro su questo post" }).click();
      await page.getByRole("menuitem", { name: "Versioni del post" }).click();
      await page.getByRole("dialog").getByText("Il pane e pronto").waitFor();
      const left = await englishOn(page);
      if (left.length > 0) found["versions"] = left;
      expect(found).toEqual({});
    },
  );

  it("is chosen without a message that is missing, and only once it is there", async () => {
    await using anna = await device(browser, { storageState: signedIn, serviceWorkers: "block" });
    const { page } = anna;
    const choose = async (language: string): Promise<void> => {
      await page
        .getByRole("banner")
        .getByRole("button", { name: /^(Settings|Impostazioni)/ })
        .click();
      await page.getByRole("menuitemradio", { name: language }).click();
      await page.keyboard.press("Escape");
    };
    const kept = (): Promise<string | null> => page.evaluate("localStorage.getItem('mastic.locale')");
    const lang = (): Promise<string> => page.evaluate("document.documentElement.lang");
    const catalogue = /app\/it-/;
    await anna.visit("/settings/posting");
    await page.getByRole("heading", { level: 1, name: "New posts" }).waitFor();

    await page.route(catalogue, (route) => route.abort());
    await choose("Italiano");
    await page.getByRole("status").getByText("That did not work").waitFor();
    expect([await kept(), await lang()]).toEqual([null, "en"]);
    await page.unroute(catalogue);
    anna.complaints();

    // Of two choices the last wins, whichever comes first.
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(catalogue, async (route) => {
      await released;
      await route.continue();
    });
    await choose("Italiano");
    await choose("English");
    await expect.poll(kept).toBe("en");
    release();
    await page.waitForLoadState("networkidle");
    expect([await kept(), await lang()]).toEqual(["en", "en"]);

    await choose("Italiano");
    await expect.poll(lang).toBe("it");
    expect(await kept()).toBe("it");
    await page.getByRole("button", { name: "Nuovo post", exact: true }).click();
    await page.getByRole("dialog").getByRole("textbox").first().waitFor();
    const texts = await page.evaluate<string[]>(TEXTS);
    expect(texts.filter((it) => it.includes(".") && it in english)).toEqual([]);
    expect(await englishOn(page)).toEqual([]);
  });
});
