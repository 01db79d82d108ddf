import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch } from "./support/browser.ts";
import { ORIGIN, startNode, type TestNode } from "./support/node.ts";

const manifest = z.object({
  start_url: z.string(),
  icons: z.array(z.object({ src: z.string(), sizes: z.string(), type: z.string() })),
});

describe.skipIf(!hasChromium)("without a network", () => {
  let node: TestNode;
  let browser: Browser;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    const alice = await node.signUp("alice");
    await alice.publish({ status: "Written while there was a network" });
    await alice.publish({ status: "For friends only", visibility: "private" });
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("shows the last home timeline, says so, and nothing of it after signing out", async () => {
    await using alice = await device(browser);
    const { page } = alice;
    await alice.signIn("alice");
    await page.getByText("For friends only").waitFor();
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");

    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole("status").getByText("You are offline").waitFor();
    await page.getByRole("article").getByText("For friends only").waitFor();
    // What was never read is not there, and the app says why.
    await page.getByRole("link", { name: "Local" }).locator("visible=true").click();
    await page.getByText("The server cannot be reached").waitFor();
    await page.getByRole("link", { name: "Home" }).locator("visible=true").first().click();
    await page.context().setOffline(false);
    await page.getByRole("status").getByText("You are offline").waitFor({ state: "detached" });
    expect(alice.complaints().filter((it) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(it))).toEqual([]);

    await page.getByRole("button", { name: "Settings" }).locator("visible=true").click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(`${ORIGIN}/`);
    const kept = await page.evaluate<string[]>(`(async () => {
      const texts = [];
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
          texts.push(await (await caches.match(request, { cacheName: name })).text());
      return texts;
    })()`);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter((text) => /For friends only|"acct"/.test(text))).toEqual([]);
  });

  it("is kept although a file did not come at once", { timeout: 120_000 }, async () => {
    await using alice = await device(browser);
    const { page } = alice;
    const refused: string[] = [];
    await page.context().route("**/app/*.png", async (route) => {
      if (refused.push(route.request().url()) > 1) return route.continue();
      return route.fulfill({ status: 503 });
    });
    await alice.signIn("alice");
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
    expect(refused.length).toBeGreaterThan(1);
    alice.complaints();
  });

  it("can be installed: a name, a start, and icons that are there", async () => {
    const answer = await node.fetch("/app/manifest.webmanifest");
    const { start_url, icons } = manifest.parse(await answer.json());
    expect(start_url).toBe("/home");
    expect(icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
    for (const { src, type } of icons) {
      const icon = await node.fetch(src);
      expect([icon.status, icon.headers.get("content-type")]).toEqual([200, type]);
    }
  });
});
