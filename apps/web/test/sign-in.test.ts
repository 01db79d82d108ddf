import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import english from "../src/i18n/catalogs/en.json" with { type: "json" };
import italian from "../src/i18n/catalogs/it.json" with { type: "json" };
import { device, hasChromium, launch } from "./support/browser.ts";
import { ORIGIN, PASSWORD, startNode, type TestNode } from "./support/node.ts";

const kept = z.object({ token: z.string(), clientId: z.string() });

describe.skipIf(!hasChromium)("the ways in and out", () => {
  let node: TestNode;
  let browser: Browser;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("signs up, publishes, signs out, and is a stranger afterwards", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.visit("/home");
    await page.locator("#main").getByRole("button", { name: "Create an account" }).click();
    await page.getByLabel("Name", { exact: true }).fill("alice");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Create my account" }).click();

    // The node's own app needs no consent.
    await page.waitForURL(`${ORIGIN}/home`);
    await page.getByRole("button", { name: "What is on your mind?" }).click();
    await page.getByRole("textbox", { name: "Text of the post" }).fill("Hello, village!");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.getByRole("article").getByText("Hello, village!").waitFor();

    await page.reload();
    await page.getByRole("article").getByText("Hello, village!").waitFor();
    // An address that everybody shares shows the app to whoever has it.
    await alice.visit("/@alice");
    await page.getByRole("link", { name: "Edit profile" }).waitFor();

    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(`${ORIGIN}/`);
    await alice.visit("/home");
    await page.locator("#main").getByRole("button", { name: "Sign in" }).waitFor();
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name }) => name)).toEqual([]);
    expect(await page.evaluate("localStorage.getItem('mastic.session')")).toBeNull();
  });

  it.each([
    ["en-GB", english],
    ["it-IT", italian],
  ])(
    "says while one writes a name whether it can be had, in the words of the app: %s",
    async (locale, words) => {
      await using newcomer = await device(browser, { locale });
      const { page } = newcomer;
      await newcomer.visit("/auth/sign_up");
      const name = page.locator("#handle");
      const verdict = page.locator("#handle-verdict");
      await expect.poll(() => page.locator("#handle-hint").textContent()).toBe(words["signUp.rules"]);
      const place = await page.locator("#password").boundingBox();
      const cases = [
        ["no spaces", words["signUp.invalid"]],
        ["ziva", words["signUp.free"].replace("{handle}", "ziva")],
        ["taken_one", words["signUp.taken"]],
        ["Postmaster", words["signUp.reserved"]],
        ["", ""],
      ] as const;
      if (locale === "en-GB") await node.signUp("taken_one");
      for (const [text, told] of cases) {
        await name.fill(text);
        await expect.poll(() => verdict.textContent()).toBe(told);
        const isWrong = told !== "" && text !== "ziva";
        expect([text, await name.getAttribute("aria-invalid")]).toEqual([text, String(isWrong)]);
        expect(await page.locator("#password").boundingBox()).toEqual(place);
      }
      expect(await page.evaluate("document.documentElement.lang")).toBe(locale.slice(0, 2));
    },
  );

  it("shows the pages of the server in the language that was chosen in the app", async () => {
    await using carla = await device(browser);
    const { page } = carla;
    await carla.visit("/home");
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("menuitemradio", { name: "Italiano" }).click();
    await page.locator("#main").getByRole("button", { name: italian["signUp"] }).click();
    await page.getByRole("heading", { name: "Iscriviti" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Accedi" }).click();
    await page.getByLabel("Nome o e-mail").waitFor();
    // And back, on the page.
    await page.getByRole("navigation", { name: "Lingua" }).getByRole("link", { name: "English" }).click();
    await page.getByLabel("Name or e-mail").waitFor();
  });

  it("says why where signing in cannot begin", async () => {
    await using stranger = await device(browser);
    const { page } = stranger;
    await page.route("**/api/v1/apps", (route) => route.fulfill({ status: 503, json: { error: "No" } }));
    await stranger.visit("/home");
    await page.locator("#main").getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The server did not sign you in.").waitFor();
    expect(stranger.complaints()).toEqual([expect.stringContaining("503")]);
  });

  it("closes what is being written when its session ends in another tab", async () => {
    await node.signUp("anna");
    const berta = await node.signUp("berta");
    await berta.publish({ status: "What is answered" });
    await using anna = await device(browser);
    const { page } = anna;
    await anna.signIn("anna");
    await anna.visit("/public/local");
    const post = page.getByRole("article").filter({ hasText: "What is answered" });
    await post.getByRole("button", { name: /^Reply/ }).click();
    await page.getByRole("dialog").getByText("What is answered").waitFor();
    // Another tab of the same browser signs out.
    const other = await page.context().newPage();
    await other.goto(`${ORIGIN}/app/manifest.webmanifest`);
    await other.evaluate("localStorage.removeItem('mastic.session')");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("ends a session that the node no longer knows", async () => {
    await node.signUp("bob");
    await using bob = await device(browser);
    const { page } = bob;
    await bob.signIn("bob");
    await page.getByText("Your home is quiet").waitFor();
    const [session] = (await page.context().storageState()).origins.flatMap(({ localStorage }) =>
      localStorage.filter(({ name }) => name === "mastic.session"),
    );
    const { token, clientId } = kept.parse(JSON.parse(session?.value ?? ""));
    const revoked = await node.fetch("/oauth/revoke", {
      method: "POST",
      body: new URLSearchParams({ token, client_id: clientId }),
    });
    expect(revoked.status).toBe(200);
    await bob.visit("/notifications");
    await page.locator("#main").getByRole("button", { name: "Sign in" }).waitFor();
    expect(await page.evaluate("localStorage.getItem('mastic.session')")).toBeNull();
    expect(bob.complaints().filter((it) => !/401|WebSocket/.test(it))).toEqual([]);
  });

  it("leads from the front page of the node into the app", async () => {
    await using eve = await device(browser);
    const { page } = eve;
    await eve.visit("/");
    await page.locator("main").getByRole("link", { name: "Sign up" }).click();
    await page.getByLabel("Name", { exact: true }).fill("eve");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Create my account" }).click();
    await page.waitForURL(`${ORIGIN}/home`);
    await page.getByText("Your home is quiet").waitFor();
    // From now on the front page is the app.
    await eve.visit("/");
    await page.waitForURL(`${ORIGIN}/home`);
  });

  it("leads back to where one was, with what one was looking for", async () => {
    await node.signUp("frank");
    await using frank = await device(browser);
    const { page } = frank;
    await frank.visit("/search?q=frank");
    await page.getByRole("complementary").getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("Name or e-mail").fill("frank");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.locator("main").getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${ORIGIN}/search?q=frank`);
    await page.locator("#main").getByText("@frank").waitFor();
  });

  it("refuses a sign-in that was begun elsewhere", async () => {
    await using stranger = await device(browser);
    await stranger.visit("/signed-in?code=stolen&state=forged");
    await stranger.page.getByRole("alert").getByText("was begun somewhere else").waitFor();
  });
});
