/** How long it takes until the home timeline is to be seen, on a device that has never been there before. */

import type { Browser, BrowserContextOptions } from "playwright-core";
import { device } from "../test/support/browser.ts";

/** What the device and its line are like. */
export interface Conditions {
  /** How many times slower the processor is. */
  readonly slowdown: number;
  /** Undefined for a line that is as fast as the machine. */
  readonly megabitsPerSecond: number | undefined;
}

/** Notes when the first post has been painted: it is in the document and in sight, and a frame has passed. */
const WATCH = `
  globalThis.seen = new Promise((resolve) => {
    const look = () => {
      const at = document.querySelector("[role=feed] article")?.getBoundingClientRect();
      if (at === undefined || at.height === 0 || at.top >= innerHeight) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
  });
`;

/** @returns milliseconds from the beginning of the navigation */
export async function timelineVisible(
  browser: Browser,
  storageState: BrowserContextOptions["storageState"],
  { slowdown, megabitsPerSecond }: Conditions,
): Promise<number> {
  const viewport = { width: 1280, height: 900 };
  await using reader = await device(browser, {
    viewport,
    ...(storageState === undefined ? {} : { storageState }),
  });
  const { page } = reader;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  if (megabitsPerSecond !== undefined) {
    const throughput = (megabitsPerSecond * 1_000_000) / 8;
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  }
  await page.addInitScript(WATCH);
  await reader.visit("/home");
  const seen = await page.evaluate<number>("globalThis.seen");
  return seen;
}
