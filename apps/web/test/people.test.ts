import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";

describe.skipIf(!hasChromium)("people", () => {
  let node: TestNode;
  let browser: Browser;
  let carol: Person;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    await node.signUp("alice");
    carol = await node.signUp("carol");
    await carol.publish({ status: "Carol was here" });
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("are found by the beginning of their name, followed, and followed no more", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.getByText("Your home is quiet").waitFor();
    await page.keyboard.press("/");
    let asked = 0;
    page.on("request", (request) => (asked += request.url().includes("/api/v2/search") ? 1 : 0));
    await page.getByRole("searchbox").pressSequentially("caro", { delay: 30 });
    await page.locator("#main").getByRole("link", { name: "@carol" }).click();
    expect(asked).toBeLessThanOrEqual(2);
    await page.waitForURL(`${ORIGIN}/@carol`);
    const followers = page.getByTestId("followers");
    expect(await followers.textContent()).toBe("0");
    await page.getByRole("button", { name: "Follow", exact: true }).click();
    await page.getByRole("button", { name: "Unfollow" }).waitFor();
    await expect.poll(() => followers.textContent()).toBe("1");
    await page.getByRole("link", { name: "1 follower" }).click();
    await page.locator("#main").getByText("@alice").waitFor();
    await carol.publish({ status: "For those who follow" });
    await alice.visit("/home");
    await page.getByText("For those who follow").waitFor();

    await alice.visit("/@carol");
    await page.getByRole("button", { name: "Unfollow" }).click();
    await page.getByRole("button", { name: "Follow", exact: true }).waitFor();
    await expect.poll(() => followers.textContent()).toBe("0");
  });

  it("say who they are", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await alice.visit("/settings/profile");
    expect(await page.getByRole("link", { name: "Delete my account" }).getAttribute("href")).toBe(
      "/settings/delete",
    );
    await page.getByLabel("Display name").fill("Alice of the hills");
    await page.getByLabel("About you").fill("I like #cats.");
    await page.getByLabel("Field 1: name").fill("Pronouns");
    await page.getByLabel("Field 1: content").fill("she/her");
    const buffer = await sharp({ create: { width: 80, height: 80, channels: 3, background: "#22aa66" } })
      .png()
      .toBuffer();
    await page.getByLabel("Profile picture").setInputFiles({ name: "a.png", mimeType: "image/png", buffer });
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL(`${ORIGIN}/@alice`);
    await page.reload();
    await page.getByRole("heading", { name: "Alice of the hills" }).waitFor();
    await page.getByText("she/her").waitFor();
    expect(await page.locator("#main img[src*='/media/']").count()).toBeGreaterThan(0);
    await page.getByRole("link", { name: "#cats" }).click();
    await page.waitForURL(`${ORIGIN}/tags/cats`);
  });

  it("are heard of when they do something, and blocked when it was too much", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await carol.call("POST", "/api/v1/statuses", { status: "@alice Look at me!" });
    await page
      .getByRole("link", { name: /Notifications\s*, 1 new/ })
      .locator("visible=true")
      .click();
    await page.getByRole("article").getByText("Look at me!").waitFor();
    await page.getByRole("link", { name: "Notifications", exact: true }).locator("visible=true").waitFor();

    await alice.visit("/@carol");
    await page.getByRole("button", { name: "More about this profile" }).click();
    await page.getByRole("menuitem", { name: "Block" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
    await page.getByText("You have blocked this account.").waitFor();
    await alice.visit("/public/local");
    await page.getByText("Nobody on this server has posted").waitFor();
  });

  it("read it in their language, and dark if they like", async () => {
    await using carla = await device(browser, { locale: "it-IT", colorScheme: "light" });
    const { page } = carla;
    await carla.visit("/public/local");
    await page.getByRole("heading", { name: "Locale" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("it");
    const background = (): Promise<string> =>
      page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const light = await background();
    await page.getByRole("button", { name: "Impostazioni" }).locator("visible=true").click();
    await page.getByRole("menuitemradio", { name: "Scuro" }).click();
    await expect.poll(background).not.toBe(light);
    await page.getByRole("button", { name: "Impostazioni" }).locator("visible=true").click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByRole("heading", { name: "Local" }).waitFor();
    const dark = await background();
    await page.reload();
    await page.getByRole("heading", { name: "Local" }).waitFor();
    expect(await background()).toBe(dark);
  });
});
