/** Lets no time pass in a page: what waits for a pause between keys waits, however slowly they are pressed. */

import type { Page } from "playwright-core";

/** How far the page's clock is ahead while it stands: further than any machine is late. */
const AHEAD_MILLIS = 60_000;

export async function whileTimeStands(page: Page, act: () => Promise<void>): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + AHEAD_MILLIS);
  await act();
  await page.clock.resume();
}
