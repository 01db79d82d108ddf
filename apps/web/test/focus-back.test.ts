import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch, signedInAs, type SignedIn } from "./support/browser.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";

const posts = z.array(z.looseObject({ id: z.string() }));
/** Means something to selectors: what a server calls its posts is its own affair. */
const ID = 'a"]b';

describe.skipIf(!hasChromium)("the focus", () => {
  let node: TestNode;
  let browser: Browser;
  let alice: Person;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    alice = await node.signUp("alice");
    await alice.publish({ status: "Oddly named" });
    signedIn = await signedInAs(browser, "alice");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("comes back to the post that was left before what keeps it was there", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/keepFocus-*.js", async (route) => {
      await released;
      await route.continue();
    });
    await device_.visit("/home");
    const article = page.getByRole("article").filter({ hasText: "Oddly named" });
    await article.waitFor();
    const keeper = page.waitForRequest("**/keepFocus-*.js");
    await page.keyboard.press("j");
    await keeper;
    await page.locator("article:focus").waitFor();
    await page.keyboard.press("p");
    await page.waitForURL(`${ORIGIN}/@alice`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await article.waitFor();
    release();
    // Nothing on that screen had it, and nothing of it is lost.
    await page.locator("#main:focus").waitFor();
    await page.goBack();
    await page.locator("article:focus").filter({ hasText: "Oddly named" }).waitFor();
  });

  it("is at the screen after a dialog that a key opened where nothing had it", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    for (const key of ["n", "?"]) {
      await device_.visit("/home");
      await page.getByRole("article").first().waitFor();
      await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.locator("#main:focus").waitFor();
    }
  });

  it("comes back to the post that was left, whatever its id", async () => {
    const [post] = posts.parse(await alice.call("GET", "/api/v1/timelines/home"));
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await page.route("**/api/v1/timelines/home*", (route) =>
      route.fulfill({ json: /since_id|max_id/.test(route.request().url()) ? [] : [{ ...post, id: ID }] }),
    );
    await device_.visit("/home");
    const article = page.getByRole("article").filter({ hasText: "Oddly named" });
    await article.waitFor();
    const focused = (): Promise<string | null> =>
      page.evaluate<string | null>("document.activeElement?.closest('article')?.dataset.post ?? null");
    await page.keyboard.press("j");
    await expect.poll(focused).toBe(ID);
    await page.keyboard.press("p");
    await page.waitForURL(`${ORIGIN}/@alice`);
    const original = page.locator(`article[data-post="${post?.id ?? ""}"]`);
    await original.waitFor();
    await page.locator("#main:focus").waitFor();
    await page.keyboard.press("j");
    await expect.poll(focused).toBe(post?.id);
    await page.goBack();
    await expect.poll(focused, { timeout: 20_000 }).toBe(ID);
  });
});
