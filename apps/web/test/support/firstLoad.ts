/** What a first visit to the home timeline costs: scripts as they would be sent, and how much moved on the screen. */

import { gzipSync } from "node:zlib";
import type { Device } from "./browser.ts";

export interface FirstLoad {
  /** Of gzipped JavaScript. */
  readonly octets: number;
  readonly files: number;
  /** Cumulative layout shift (Layout Instability). */
  readonly shift: number;
}

/** @param device that has a session, and no cache */
export async function firstLoad({ page, visit }: Device): Promise<FirstLoad> {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) scripts.set(response.url(), response.body());
  });
  await page.addInitScript(`
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  `);
  await visit("/home");
  await page.getByRole("feed").getByRole("article").first().waitFor();
  await page.waitForLoadState("networkidle");
  let octets = 0;
  for (const script of scripts.values()) octets += gzipSync(await script, { level: 9 }).length;
  return { octets, files: scripts.size, shift: await page.evaluate<number>("globalThis.shift") };
}
