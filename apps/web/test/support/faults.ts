/** What axe has against a page as it is, on a phone and on a desk, light and dark; the page's own policy has to let it in. */

import axe from "axe-core";
import type { Page } from "playwright-core";

export async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  const before = page.viewportSize();
  await page.evaluate(axe.source);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await page.evaluate<string[]>(
        "axe.run().then((it) => it.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))",
      );
      found.push(...violations.map((it) => `${width} pixels, ${colorScheme}: ${it}`));
    }
    const isWider = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    if (await page.evaluate(isWider)) found.push(`${width} pixels: it scrolls sideways`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
  return found;
}
