import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { ORIGIN, startNode, type TestNode } from "./support/node.ts";

describe.skipIf(!hasChromium)("Back", { timeout: 120_000 }, () => {
  let node: TestNode;
  let browser: Browser;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    await node.signUp("alice");
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("closes what lies over the screen, and leaves the screen only then", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.getByRole("banner").getByRole("link", { name: "Likes" }).click();
    await page.waitForURL(`${ORIGIN}/favourites`);
    await page.keyboard.press("n");
    const composer = page.getByRole("dialog");
    await composer.waitFor();
    await page.evaluate("history.back()");
    await composer.waitFor({ state: "detached" });
    await expect.poll(() => page.url()).toBe(`${ORIGIN}/favourites`);
    await page.evaluate("history.back()");
    await page.waitForURL(`${ORIGIN}/home`);
  });
});
