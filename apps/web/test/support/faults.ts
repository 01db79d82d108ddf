/** What axe has against a page; the page's own policy has to let it in. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";

export interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Which rules: those about colours take half of the time, and all others come to the same in every theme. */
export type Rules = "all" | "about colours" | "all but colours";

const ABOUT_COLOURS = ["color-contrast", "link-in-text-block"];
const optionsFor: Readonly<Record<Rules, axe.RunOptions>> = {
  all: {},
  "about colours": { runOnly: { type: "rule", values: ABOUT_COLOURS } },
  "all but colours": { rules: Object.fromEntries(ABOUT_COLOURS.map((id) => [id, { enabled: false }])) },
};

/** A rule for each that the page breaks as it is now. */
export async function violationsOf(page: Page, rules: Rules = "all"): Promise<Violation[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  return page.evaluate(`axe.run(${JSON.stringify(optionsFor[rules])}).then((it) => it.violations)`);
}

/** What breaks the rule, and why: a line for each element. */
export function told({ id, nodes }: Violation): string[] {
  return nodes.map(({ failureSummary, html }) => `${id}: ${failureSummary} ${html}`);
}

export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}

/** What the pictures of screens lie in, for somebody to look at. */
export const SHOTS = join(import.meta.dirname, "../../../../reports/screens");

/**
 * What is wrong with a page on a phone and on a desk, light and dark.
 * @param name of the pictures that are taken meanwhile; without one none are
 */
export async function faults(page: Page, name?: string): Promise<string[]> {
  const found: string[] = [];
  const before = page.viewportSize();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      if (name !== undefined) {
        mkdirSync(SHOTS, { recursive: true });
        await page.screenshot({ path: join(SHOTS, `${name}-${width}-${colorScheme}.png`) });
      }
      const violations = await violationsOf(page, colorScheme === "light" ? "all" : "about colours");
      found.push(...violations.flatMap(told).map((it) => `${width} pixels, ${colorScheme}: ${it}`));
    }
    if (await scrollsSideways(page)) found.push(`${width} pixels: it scrolls sideways`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
  return found;
}
