/** The menu of a post, of the first one below `within`. */

import type { Locator, Page } from "playwright-core";

export async function openMenu(page: Page, within: Locator = page.locator("#main")): Promise<void> {
  await within.getByRole("button", { name: "More about this post" }).first().click();
}

/** `item`: all that the item says, or a pattern of it. */
export async function choose(page: Page, item: string | RegExp, within?: Locator): Promise<void> {
  await openMenu(page, within);
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}
