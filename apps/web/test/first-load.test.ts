import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { device, hasChromium, launch } from "./support/browser.ts";
import { firstLoad } from "./support/firstLoad.ts";
import { startNode, type TestNode } from "./support/node.ts";

/** Of gzipped JavaScript, until a timeline stands there. */
const BUDGET_OCTETS = 170_000;

describe.skipIf(!hasChromium)("the first load", () => {
  let node: TestNode;
  let browser: Browser;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    const reader = await node.signUp("reader");
    await reader.publish({ status: "Here already" });
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it(`brings at most ${BUDGET_OCTETS} octets of JavaScript, and moves nothing once it is there`, async () => {
    await using stranger = await device(browser, { viewport: { width: 1280, height: 900 } });
    const { page } = stranger;
    await stranger.signIn("reader");
    await using fresh = await device(browser, { storageState: await page.context().storageState() });
    const { octets, files, shift } = await firstLoad(fresh);
    expect(files).toBeGreaterThan(0);
    expect(octets).toBeLessThanOrEqual(BUDGET_OCTETS);
    console.info(`first load: ${octets} octets of gzipped JavaScript in ${files} files`);
    expect(shift).toBeLessThan(0.01);
  });
});
