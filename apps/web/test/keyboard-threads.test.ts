/** The keyboard map where posts stand in no feed: in threads, above the feed of a profile, and where a search found them. */

import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch, signedInAs, type Device, type SignedIn } from "./support/browser.ts";
import { startNode, type Person, type TestNode } from "./support/node.ts";

describe.skipIf(!hasChromium)("the keyboard map", { timeout: 120_000 }, () => {
  let node: TestNode;
  let browser: Browser;
  let bob: Person;
  let signedIn: SignedIn;
  let asked: string;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    const alice = await node.signUp("alice");
    bob = await node.signUp("bob");
    await alice.call("POST", `/api/v1/accounts/${bob.id}/follow`);
    for (const status of ["First pinned", "Second pinned"]) {
      await bob.call("POST", `/api/v1/statuses/${await bob.publish({ status })}/pin`);
    }
    asked = await bob.publish({ status: "A question" });
    const in_reply_to_id = await alice.publish({ status: "An answer", in_reply_to_id: asked });
    await bob.publish({ status: "Another word", in_reply_to_id });
    await alice.publish({ status: "Walnuts in autumn" });
    await alice.publish({ status: "Walnuts in spring" });
    signedIn = await signedInAs(browser, "alice");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  const asAlice = (): Promise<Device> => device(browser, { storageState: signedIn });
  const post = (page: Page, text: string): Locator => page.getByRole("article").filter({ hasText: text });
  const focused = (page: Page): Promise<string> => page.evaluate("document.activeElement.textContent");
  /** Presses keys, each of which leads to the post with these words. */
  const goes = async (
    page: Page,
    ways: readonly (readonly [key: string, words: string])[],
  ): Promise<void> => {
    for (const [key, words] of ways) {
      await page.keyboard.press(key);
      await expect.poll(() => focused(page), { message: key }).toContain(words);
    }
  };

  it("goes through a thread, and acts on the opened post until another one has the focus", async () => {
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit("/home");
    await post(page, "A question").waitFor();
    await post(page, "A question").focus();
    await page.keyboard.press("o");
    await page.waitForURL(new RegExp(`/@bob/${asked}$`));
    await post(page, "Another word").waitFor();
    await page.keyboard.press("l");
    await post(page, "A question").locator("[data-act=like][aria-pressed=true]").waitFor();
    await page.keyboard.press("r");
    await page.getByRole("dialog", { name: "Reply" }).getByText("A question").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await goes(page, [
      ["j", "A question"],
      ["j", "An answer"],
      ["j", "Another word"],
      ["j", "Another word"],
      ["k", "An answer"],
    ]);
    await page.keyboard.press("s");
    await post(page, "An answer").locator("[data-act=bookmark][aria-pressed=true]").waitFor();
  });

  it("goes through pinned posts into the feed below them, and back", async () => {
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit("/@bob");
    await page.getByRole("feed").waitFor();
    await post(page, "First pinned").first().waitFor();
    await page.keyboard.press("j");
    const first = await focused(page);
    expect(first).toContain("pinned");
    await page.keyboard.press("j");
    const second = await focused(page);
    expect(second).toContain("pinned");
    expect(second).not.toBe(first);
    await goes(page, [
      ["j", "A question"],
      ["j", "Second pinned"],
      ["k", "A question"],
      ["k", second],
      ["k", first],
    ]);
  });

  it("goes through what a search has found", async () => {
    await using device_ = await asAlice();
    const { page } = device_;
    await device_.visit("/search?q=walnuts");
    await post(page, "Walnuts in autumn").waitFor();
    await page.locator("#main").focus();
    await goes(page, [
      ["j", "Walnuts in spring"],
      ["j", "Walnuts in autumn"],
      ["k", "Walnuts in spring"],
    ]);
    await page.keyboard.press("o");
    await page.waitForURL(/\/@alice\/\d+$/);
  });
});
