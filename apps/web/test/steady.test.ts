import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch, signedInAs, type SignedIn } from "./support/browser.ts";
import { startNode, type TestNode } from "./support/node.ts";
import { settle } from "./support/village.ts";

/** Of cumulative layout shift (Layout Instability). */
const MOST = 0.02;

const observe = `
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      if (!hadRecentInput) globalThis.shifts.push({ value, of: sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? "") });
    }
  }).observe({ type: "layout-shift", buffered: true });
`;

describe.skipIf(!hasChromium)("a profile", { timeout: 120_000 }, () => {
  let node: TestNode;
  let browser: Browser;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    const { tomas } = await settle(node);
    for (const status of ["Open from five to noon.", "What is left at noon goes to the hens."]) {
      const id = await tomas.publish({ status });
      await tomas.call("POST", `/api/v1/statuses/${id}/pin`);
    }
    await tomas.call("POST", "/api/v1/featured_tags", { name: "rye" });
    signedIn = await signedInAs(browser, "ada");
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  const cases = [
    ["tomas", "pinned="],
    ["tomas", "/featured_tags"],
    ["mei", "/relationships"],
  ] as const;
  for (const width of [390, 1280]) {
    for (const [whom, slow] of cases) {
      it(`of ${whom} moves nothing that is there, ${width} pixels wide, when ${slow} is late`, async () => {
        await using reader = await device(browser, {
          storageState: signedIn,
          viewport: { width, height: 844 },
        });
        const { page } = reader;
        await page.addInitScript(observe);
        await page.route(
          (url) => url.href.includes("/api/") && url.href.includes(slow),
          async (route) => {
            await new Promise((resolve) => setTimeout(resolve, 700));
            await route.continue();
          },
        );
        await reader.visit(`/@${whom}`);
        await page.getByRole("feed").getByRole("article").first().waitFor();
        await page.getByRole("button", { name: "Unfollow" }).or(page.getByRole("button", { name: "Follow", exact: true })).waitFor(); // prettier-ignore
        await page.waitForLoadState("networkidle");
        expect(await page.locator("article", { hasText: "Pinned" }).count()).toBe(whom === "tomas" ? 2 : 0);
        const shifts = await page.evaluate<{ value: number }[]>("globalThis.shifts");
        const sum = shifts.reduce((all, { value }) => all + value, 0);
        expect(sum, JSON.stringify(shifts)).toBeLessThanOrEqual(MOST);
      });
    }
  }
});
