import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plugIn } from "./support/authenticator.ts";
import { device, hasChromium, launch, signedInAs, type Device, type SignedIn } from "./support/browser.ts";
import { scrollsSideways, SHOTS, told, violationsOf, type Rules } from "./support/faults.ts";
import { PASSWORD, startNode, type TestNode } from "./support/node.ts";
import { startOtherServers, type OtherServers } from "./support/otherServers.ts";
import { choose, openMenu } from "./support/postMenu.ts";
import { hills, png, settle, type Village } from "./support/village.ts";

const REPORTS = join(SHOTS, "..");

/** Opens the composer, with nothing in it of what was written before. */
async function write(page: Page, visit: Device["visit"]): Promise<void> {
  await page.evaluate(
    "for (const key of Object.keys(localStorage)) if (key.startsWith('mastic.draft')) localStorage.removeItem(key)",
  );
  await visit("/home");
  await page.getByText("Noon and night").waitFor();
  await page.keyboard.press("n");
}

/** Each is reached by somebody signed in, but for the last. */
const screens: readonly (readonly [name: string, show: (page: Device, village: Village) => Promise<void>])[] = [
  ["home", async ({ page, visit }) => {
    await visit("/home");
    await page.getByText("Noon and night").waitFor();
  }],
  ["local", async ({ page, visit }) => {
    await visit("/public/local");
    await page.getByText("The oven is on").waitFor({ state: "attached" });
  }],
  ["empty", async ({ page, visit }) => {
    await visit("/tags/nothing");
    await page.getByText("Nobody has used this hashtag yet").waitFor();
  }],
  ["composer", async ({ page, visit }) => {
    await write(page, visit);
    await page.getByRole("textbox", { name: "Text of the post" }).fill("A walk along https://example.org/a/very/long/path, with @mei");
    await page.getByRole("button", { name: "Content warning" }).click();
  }],
  ["poll in the composer", async ({ page, visit }) => {
    await write(page, visit);
    await page.getByRole("textbox", { name: "Text of the post" }).fill("Tea? @to");
    await page.getByRole("button", { name: "Poll" }).click();
    await page.getByRole("textbox", { name: "Option 1" }).fill("Always");
    await page.getByRole("button", { name: "Add option" }).click();
  }],
  ["suggestions", async ({ page, visit }) => {
    await write(page, visit);
    await page.getByRole("textbox", { name: "Text of the post" }).fill("");
    await page.keyboard.type("Have you seen @m");
    await page.getByRole("option", { name: "Mei" }).waitFor();
  }],
  ["emoji", async ({ page, visit }) => {
    await visit("/home");
    await page.getByRole("button", { name: "New post", exact: true }).locator("visible=true").first().click();
    await page.getByRole("button", { name: "Insert emoji" }).click();
    await page.getByRole("gridcell").first().waitFor();
  }],
  ["pictures in the composer", async ({ page, visit }) => {
    await write(page, visit);
    await page.getByRole("textbox", { name: "Text of the post" }).fill("Two fields");
    const files = await Promise.all([hills(900, 500, "#f7b267"), hills(500, 900, "#9cc9e8")].map(png));
    await page.locator("form input[type=file]").setInputFiles(await Promise.all(files.map(async (file, index) => (
      { name: `field ${index + 1}.png`, mimeType: "image/png", buffer: Buffer.from(await file.arrayBuffer()) }))));
    await page.getByRole("slider").nth(3).waitFor();
    await page.getByLabel("Description").first().fill("Ridges of hills in the morning sun");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.getByRole("alert").waitFor();
  }],
  ["refused upload in the composer", async ({ page, visit }) => {
    await write(page, visit);
    await page.locator("form input[type=file]").setInputFiles({ name: "letter.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
    await page.getByRole("alert").getByText("The server takes no files of this type.").waitFor();
  }],
  ["thread", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}`);
    await page.getByText("Which field is that?").waitFor();
  }],
  ["profile", async ({ page, visit }) => {
    await visit("/@ada");
    await page.getByText("Up before the birds").first().waitFor({ state: "attached" });
  }],
  ["profile of somebody else", async ({ page, visit }) => {
    await visit("/@tomas");
    await page.getByRole("button", { name: "Unfollow" }).waitFor();
    await page.getByText("What shall I bake").waitFor({ state: "attached" });
  }],
  ["followers", async ({ page, visit }) => {
    await visit("/@ada/followers");
    await page.locator("#main").getByText("@tomas").waitFor();
  }],
  ["edit profile", async ({ page, visit }) => {
    await visit("/settings/profile");
    await page.getByLabel("Display name").waitFor();
  }],
  ["new posts", async ({ page, visit }) => {
    await visit("/settings/posting");
    await page.getByLabel("Who can see it").waitFor();
  }],
  ["unsaved changes", async ({ page, visit }) => {
    await visit("/settings/profile");
    await page.getByLabel("Display name").fill("Ada of the hills");
    await page.getByRole("link", { name: "Home", exact: true }).locator("visible=true").first().click();
    await page.getByRole("alertdialog", { name: "Leave without saving?" }).waitFor();
  }],
  ["cropping", async ({ page, visit }) => {
    await visit("/settings/profile");
    const file = await png(hills(900, 600, "#f7b267"));
    await page.getByLabel("Header").setInputFiles({
      name: "hills.png", mimeType: "image/png", buffer: Buffer.from(await file.arrayBuffer()) });
    await page.getByRole("button", { name: "Use this part" }).and(page.locator(":enabled")).waitFor();
  }],
  ["moving", async ({ page, visit }) => {
    await visit("/settings/move");
    await page.getByLabel("Your new account").waitFor();
  }],
  ["notifications", async ({ page, visit }) => {
    await visit("/notifications");
    await page.getByRole("feed").getByText(/follows? you/).first().waitFor();
  }],
  ["all settings", async ({ page, visit }) => {
    await visit("/settings");
    await page.getByText("Words that you do not want to see").waitFor();
  }],
  ["follow requests", async ({ page, visit }) => {
    await visit("/follow_requests");
    await page.getByText("Nobody is waiting for your answer.").waitFor();
  }],
  ["blocks", async ({ page, visit }) => {
    await visit("/blocks");
    await page.getByRole("button", { name: /Unblock/ }).waitFor();
  }],
  ["lists", async ({ page, visit }) => {
    await visit("/lists");
    await page.getByText("The bakery").waitFor();
  }],
  ["edit list", async ({ page, visit }, { list }) => {
    await visit(`/lists/${list}/edit`);
    await page.getByText("Tomás the baker").waitFor();
  }],
  ["filters", async ({ page, visit }) => {
    await visit("/filters");
    await page.getByText("Football").waitFor();
  }],
  ["edit filter", async ({ page, visit }, { filter }) => {
    await visit(`/filters/${filter}`);
    await page.getByLabel("Word or phrase 2").waitFor();
  }],
  ["reports", async ({ page, visit }) => {
    await visit("/moderation");
    await page.getByText("Shouting at everybody").waitFor();
  }],
  ["people here", async ({ page, visit }) => {
    await visit("/moderation/accounts");
    // From right to left, marks that cannot be seen stand around her name.
    await page.getByRole("button", { name: /^More about \W?Mei/ }).waitFor();
  }],
  ["servers", async ({ page, visit }) => {
    await visit("/moderation/domains");
    await page.getByText("No server is silenced or blocked.").waitFor();
  }],
  ["rules", async ({ page, visit }) => {
    await visit("/moderation/rules");
    await page.getByRole("button", { name: "Change rule 2" }).waitFor();
  }],
  ["changing a rule", async ({ page, visit }) => {
    await visit("/moderation/rules");
    await page.getByRole("button", { name: "Change rule 2" }).click();
    await page.getByLabel("Text of rule 2").waitFor();
  }],
  ["search", async ({ page, visit }) => {
    await visit("/search?q=m");
    await page.getByRole("heading", { name: "People" }).waitFor();
  }],
  ["keyboard map", async ({ page, visit }) => {
    await visit("/home");
    await page.getByText("Noon and night").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
  }],
  ["menu of a post", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}`);
    await openMenu(page);
    await page.getByRole("menuitem", { name: "Delete", exact: true }).waitFor();
  }],
  ["passkeys", async ({ page, visit }) => {
    await plugIn(page);
    await visit("/settings/passkeys");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    const adding = page.getByRole("dialog", { name: "Add a passkey" });
    await adding.getByLabel("Name of the passkey").fill("The blue phone");
    await adding.getByLabel("Your password").fill(PASSWORD);
    await adding.getByRole("button", { name: "Add a passkey", exact: true }).click();
    await adding.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Rename The blue phone" }).first().waitFor();
    await page.getByText("The passkey is added.").waitFor({ state: "detached" });
  }],
  ["adding a passkey", async ({ page, visit }) => {
    await visit("/settings/passkeys");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("dialog", { name: "Add a passkey" }).getByLabel("Your password").waitFor();
  }],
  ["removing a passkey", async ({ page, visit }) => {
    await visit("/settings/passkeys");
    await page.getByRole("button", { name: "Remove The blue phone" }).first().click();
    await page.getByRole("dialog").getByLabel("Your password").waitFor();
  }],
  ["deleting the account", async ({ page, visit }) => {
    await visit("/account/delete");
    await page.getByLabel("Your password").waitFor();
    await page.getByLabel("Write ada to delete the account").fill("ada");
  }],
  ["settings", async ({ page, visit }) => {
    await visit("/public");
    await page.getByRole("article").first().waitFor();
    await page.getByRole("button", { name: "Settings" }).locator("visible=true").click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
  }],
  ["deleting a post", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}`);
    await choose(page, "Delete");
    await page.getByRole("alertdialog").waitFor();
  }],
  ["versions of a post", async ({ page, visit }, { edited }) => {
    await visit(`/@ada/${edited}`);
    await choose(page, /^Versions/);
    await page.getByText("As it was first published").waitFor();
  }],
  ["bookmarks", async ({ page, visit }) => {
    await visit("/bookmarks");
    await page.getByText("a sourdough for that view").waitFor();
  }],
  ["likes", async ({ page, visit }) => {
    await visit("/favourites");
    await page.getByText("a sourdough for that view").waitFor();
  }],
  ["mutes", async ({ page, visit }) => {
    await visit("/mutes");
    await page.getByText("You have muted nobody.").waitFor();
  }],
  ["following", async ({ page, visit }) => {
    await visit("/@ada/following");
    await page.locator("#main").getByText("@mei").waitFor();
  }],
  ["replies of somebody", async ({ page, visit }) => {
    await visit("/@tomas/with_replies");
    await page.getByText("a sourdough for that view").waitFor();
  }],
  ["media of somebody", async ({ page, visit }) => {
    await visit("/@ada/media");
    await page.getByRole("img", { name: "The sun behind three ridges" }).waitFor();
  }],
  ["hashtag", async ({ page, visit }) => {
    await visit("/tags/soil");
    await page.getByText("Up before the birds").waitFor();
  }],
  ["timeline of a list", async ({ page, visit }, { list }) => {
    await visit(`/lists/${list}`);
    await page.getByText("What shall I bake").waitFor();
  }],
  ["about", async ({ page, visit }) => {
    await visit("/about");
    await page.getByText("Bring back what you borrow").waitFor();
  }],
  ["quoting", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}`);
    await choose(page, "Quote");
    await page.getByRole("dialog").getByText("Up before the birds").waitFor();
  }],
  ["quotes", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}/quotes`);
    await page.getByText("This is why I get up at four.").waitFor();
  }],
  ["muting", async ({ page, visit }) => {
    await visit("/@tomas");
    await page.getByRole("button", { name: "More about this profile" }).click();
    await page.getByRole("menuitem", { name: "Mute" }).click();
    await page.getByRole("dialog").waitFor();
  }],
  ["reporting", async ({ page, visit }) => {
    await visit("/@tomas");
    await choose(page, /^Report/);
    await page.getByRole("dialog").waitFor();
  }],
  ["a picture", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}`);
    await page.getByRole("button", { name: "The sun behind three ridges" }).click();
    await page.getByRole("dialog").waitFor();
  }],
  ["a picture come closer", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}`);
    await page.getByRole("button", { name: "The sun behind three ridges" }).click();
    const zoomIn = page.getByRole("dialog").getByRole("button", { name: "Zoom in" });
    await zoomIn.click();
    await zoomIn.click();
    await page.getByRole("dialog").getByRole("button", { name: "Zoom out", disabled: false }).waitFor();
  }],
  ["likes of a post", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}/favourites`);
    await page.locator("#main").getByText("@tomas").waitFor();
  }],
  ["boosts of a post", async ({ page, visit }, { morning }) => {
    await visit(`/@ada/${morning}/reblogs`);
    await page.locator("#main").getByText("@mei").waitFor();
  }],
  ["a long post", async ({ page, visit }, { tomas }) => {
    const steps = Array.from({ length: 25 }, (_, n) => `${n + 1}. Fold, rest.`);
    await tomas.publish({ status: steps.join("\n"), visibility: "unlisted" });
    await visit("/@tomas");
    await page.getByRole("article").filter({ hasText: "1. Fold" }).first().getByRole("button", { name: "Show more" }).waitFor();
  }],
  ["another server", async ({ page, visit }) => {
    await visit("/elsewhere");
    await page.getByLabel("Address of your server").fill("not a server");
    await page.getByRole("button", { name: "Go on there" }).click();
    await page.getByRole("alert").getByText("This is no address of a server").waitFor();
  }],
  ["at another server", async ({ page, visit, complaints }) => {
    await visit("/elsewhere");
    await page.getByLabel("Address of your server").fill("old.localhost");
    await page.getByRole("button", { name: "Go on there" }).click();
    await page.getByText("You are at old.localhost").waitFor();
    await page.getByRole("main").getByRole("alert").waitFor();
    // It has little more to it than its description.
    complaints();
  }],
  ["empty home", async ({ page, visit }) => {
    // It stays so: what comes after is neither at home nor at another server.
    await page.route("**/api/v1/timelines/home*", (route) => route.fulfill({ json: [] }));
    await visit("/home");
    await page.getByText("Your home is quiet").waitFor();
  }],
  ["not found", async ({ page, visit }) => {
    await visit("/@nobody@nowhere.invalid/1");
    await page.getByText("There is nothing here").waitFor();
  }],
]; // prettier-ignore

/** Between them they have all that stands at a side, and every kind of number and time. */
const readBackwards = [
  "home", "composer", "suggestions", "emoji", "pictures in the composer", "thread", "profile", "edit profile", "notifications",
  "all settings", "lists", "edit filter", "reports", "people here", "rules", "search", "keyboard map", "menu of a post", "quoting",
  "settings", "a picture",
]; // prettier-ignore

/** What scripts put into its place when it was opened is opened anew for each width. */
const placed = ["suggestions", "emoji", "settings", "menu of a post"];

const widths = [390, 1280] as const;
const HEIGHT = 900;

describe.skipIf(!hasChromium)("every screen", () => {
  let node: TestNode;
  let browser: Browser;
  let village: Village;
  let others: OtherServers;
  let signedIn: SignedIn;
  /** For the summary of a run: how often axe has looked, and what it found. */
  const axeReport = { looks: 0, violations: 0 };
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    node = await startNode({
      INSTANCE_RULES:
        "Be kind, most of all to those who are new here.|Bring back what you borrow: books, ladders, sourdough.|No advertising, but for the market on Saturday.",
    });
    village = await settle(node);
    others = await startOtherServers();
    browser = await launch(node, others.hosts);
    signedIn = await signedInAs(browser, "ada");
  });
  afterAll(async () => {
    writeFileSync(join(REPORTS, "axe.json"), `${JSON.stringify(axeReport)}\n`);
    await browser.close();
    await Promise.all([node, others].map((it) => it[Symbol.asyncDispose]()));
  });

  // The app's own policy would keep axe out; that it holds is seen in the other tests.
  const options = { viewport: { width: widths[0], height: HEIGHT }, bypassCSP: true };

  /** What is wrong with a screen as it is seen now; leaves a picture. */
  async function look(
    page: Page,
    name: string,
    colorScheme: "light" | "dark",
    rules: Rules,
  ): Promise<string[]> {
    const width = page.viewportSize()?.width ?? 0;
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(SHOTS, `${name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`) });
    const violations = await violationsOf(page, rules);
    axeReport.looks += 1;
    axeReport.violations += violations.length;
    return violations.flatMap(told).map((it) => `${name}, ${width} pixels, ${colorScheme}: ${it}`);
  }

  /** Shows a screen on a phone, and makes that one as wide as a desk: to reach a screen takes longer than all looks at it. */
  async function atEachWidth(
    page: Page,
    name: string,
    show: () => Promise<void>,
    looks: (width: number) => Promise<string[]>,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: HEIGHT });
      if (width === widths[0] || placed.includes(name)) await show();
      found.push(...(await looks(width)));
      if (await scrollsSideways(page)) found.push(`${name}, ${width} pixels: it scrolls sideways`);
    }
    return found;
  }

  async function inBothThemes(page: Page, name: string): Promise<string[]> {
    return [
      ...(await look(page, name, "light", "all")),
      ...(await look(page, name, "dark", "about colours")),
    ];
  }

  it("shuts nobody out, light or dark", { timeout: 600_000 }, async () => {
    await using ada = await device(browser, { ...options, storageState: signedIn }, ["http://old.localhost"]);
    const { page } = ada;
    const found: string[] = [];
    for (const [name, show] of screens) {
      found.push(
        ...(await atEachWidth(
          page,
          name,
          () => show(ada, village),
          () => inBothThemes(page, name),
        )),
      );
      // A status that is not there is asked for all the same.
      if (name === "not found") ada.complaints();
    }
    expect(found).toEqual([]);
  });

  it("shuts nobody out who reads from right to left", { timeout: 240_000 }, async () => {
    await using ada = await device(browser, { ...options, locale: "ar-XB", storageState: signedIn });
    const { page } = ada;
    const found: string[] = [];
    for (const [name, show] of screens.filter(([name]) => readBackwards.includes(name))) {
      const open = async (): Promise<void> => {
        await show(ada, village);
        expect(await page.evaluate("document.documentElement.dir")).toBe("rtl");
      };
      // Which way it goes has nothing to do with its colours: one look at each.
      const theme = (width: number): "light" | "dark" => (width === widths[0] ? "light" : "dark");
      const looks = (width: number): Promise<string[]> =>
        look(page, `${name} rtl`, theme(width), "all but colours");
      found.push(...(await atEachWidth(page, name, open, looks)));
    }
    expect(found).toEqual([]);
  });

  it("shuts no stranger out", async () => {
    await using stranger = await device(browser, options);
    const { page } = stranger;
    const show = async (): Promise<void> => {
      await stranger.visit("/home");
      await page.getByText("Sign in to follow people").waitFor();
    };
    expect(await atEachWidth(page, "signed out", show, () => inBothThemes(page, "signed out"))).toEqual([]);
  });
});
