/** What a person needs who uses no single keys, has no network for a while, or has read far down. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch, signedInAs, type SignedIn } from "./support/browser.ts";
import { violationsOf } from "./support/faults.ts";
import { startNode, type TestNode } from "./support/node.ts";

describe.skipIf(!hasChromium)("the app", () => {
  let node: TestNode;
  let browser: Browser;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    const alice = await node.signUp("alice");
    for (let number = 1; number <= 15; number += 1) {
      await alice.publish({ status: `Number ${number}.${"\n\nMore".repeat(5)}` });
    }
    signedIn = await signedInAs(browser, "alice");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("does nothing at single keys once somebody has turned them off, on that device", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("article").first().waitFor();
    await page.getByRole("button", { name: "Settings" }).locator("visible=true").click();
    const choice = page.getByRole("group", { name: "Shortcuts of one key" });
    await choice.getByRole("menuitemradio", { name: "Off" }).click();
    await page.reload();
    await page.getByRole("article").first().waitFor();
    for (const key of ["j", "?", "n", "g", "n", "/"]) await page.keyboard.press(key);
    expect(await page.evaluate("document.activeElement.tagName")).toBe("BODY");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe("/home");
    // What is no character goes on.
    await page.getByRole("article").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/@alice\/\d+$/);
    await page.getByRole("button", { name: "Settings" }).locator("visible=true").click();
    await choice.getByRole("menuitemradio", { name: "On" }).click();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await help.getByRole("checkbox", { name: "Shortcuts of one key" }).uncheck();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("button", { name: "Settings" }).locator("visible=true").click();
    await choice.getByRole("menuitemradio", { name: "Off", checked: true }).waitFor();
    expect(await help.count()).toBe(0);
  });

  it("says below a post that its answers could not be read, and reads them on request", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("article").first().waitFor();
    const context = "**/api/v1/statuses/*/context";
    await page.context().route(context, (route) => route.fulfill({ status: 403, json: { error: "No" } }));
    await page.getByRole("article").first().locator("[data-act=open]").click();
    const retry = page.getByRole("alert").getByRole("button", { name: "Try again" });
    await retry.waitFor();
    expect(await page.getByRole("article").count()).toBe(1);
    await page.context().unroute(context);
    await retry.click();
    await retry.waitFor({ state: "detached" });
    device_.complaints();
  });

  it("goes to the top of a timeline where the way to it is pressed again", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("article").first().waitFor();
    await page.mouse.move(600, 400);
    await page.mouse.wheel(0, 1_500);
    await expect.poll(() => page.evaluate("scrollY")).toBeGreaterThan(500);
    await page.getByRole("link", { name: "Home" }).locator("visible=true").first().click();
    await expect.poll(() => page.evaluate("scrollY")).toBe(0);
  });
});
