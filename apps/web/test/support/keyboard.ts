/** Somebody at the keyboard alone: nothing is pressed that has not got the focus, and whatever gets it shows that. */

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** More presses than any control of a screen is away. */
const MOST_PRESSES = 150;

const HAS_FOCUS = "document.activeElement !== null && document.activeElement !== document.body";
const isFocused = (it: unknown): boolean =>
  (it as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement === it;

/**
 * What is wrong with how the focus is seen (WCAG 2.2: 2.4.7 Focus Visible, 2.4.11 Focus Not Obscured), or "". Outlines
 * are for the focus alone here: its own, or that of what stands for a control that is only there for software.
 */
const FAULT_OF_FOCUS = `(() => {
  const it = document.activeElement;
  // What only scripts focus (a screen, a dialog) is seen by itself.
  if (it === null || it === document.body || (it.tabIndex < 0 && !/^menuitem/.test(it.role ?? ""))) return "";
  const name = (it.getAttribute("aria-label") ?? it.labels?.[0]?.textContent ?? it.textContent ?? "").trim().slice(0, 60);
  const around = it.closest("label, fieldset");
  const carriers = [it, it.parentElement, ...(around === null ? [] : [around, ...around.querySelectorAll("*")])];
  const told = (what) => what + ": " + it.localName + " “" + name + "” at " + location.pathname;
  const isSeen = (carrier) => {
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(carrier);
    const width = Number.parseFloat(outlineWidth);
    if (outlineStyle === "none" || width === 0) return false;
    const box = carrier.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) return false;
    const by = Number.parseFloat(outlineOffset) + width / 2;
    const ring = { left: box.left - by, right: box.right + by, top: box.top - by, bottom: box.bottom + by };
    let sides = [
      [ring.left, ring.top, ring.left, ring.bottom], [ring.right, ring.top, ring.right, ring.bottom],
      [ring.left, ring.top, ring.right, ring.top], [ring.left, ring.bottom, ring.right, ring.bottom],
    ];
    const clips = [{ left: 0, top: 0, right: innerWidth, bottom: innerHeight }];
    for (let each = carrier.parentElement; each !== null && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.overflowX !== "visible" || style.overflowY !== "visible") clips.push(each.getBoundingClientRect());
      if (style.position === "fixed") break;
    }
    for (const clip of clips)
      sides = sides.filter(([x1, y1, x2, y2]) => x2 >= clip.left && x1 <= clip.right && y2 >= clip.top && y1 <= clip.bottom);
    return sides.length > 0;
  };
  const carrier = carriers.find((each) => each !== null && isSeen(each));
  if (carrier === undefined) return told("not seen");
  const box = carrier.getBoundingClientRect();
  const left = Math.max(box.left, 0), top = Math.max(box.top, 0);
  const width = Math.min(box.right, innerWidth) - left, height = Math.min(box.bottom, innerHeight) - top;
  const isOpen = [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const hit = document.elementFromPoint(left + width * x, top + height * y);
    return hit !== null && (carrier.contains(hit) || hit.contains(carrier));
  }));
  return isOpen ? "" : told("covered");
})()`;

export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    // Choosers are told of as long as somebody listens.
    page.on("filechooser", () => undefined);
  }

  /** Goes to a control as the keyboard does, forwards or backwards, once it is there. */
  async reach(target: Locator, key?: string): Promise<void> {
    const { keyboard } = this.#page;
    await target.waitFor({ state: "attached" });
    // What waits for an answer cannot be pressed yet.
    await expect.poll(() => target.isEnabled()).toBe(true);
    for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
      if (await target.evaluate(isFocused)) return this.look();
      await keyboard.press(key ?? (await this.#towards(target)));
      await this.look();
    }
    throw new Error(`${key ?? "Tab"} never reaches ${String(target)}`);
  }

  /** Goes there, and presses it. */
  async press(target: Locator, key = "Enter"): Promise<void> {
    await this.reach(target);
    await this.#page.keyboard.press(key);
  }

  /** Goes to a field, and writes in it in place of what it says. */
  async write(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.#page.keyboard.press("Control+a");
    await this.#page.keyboard.type(text);
  }

  /** Opens a menu, and chooses from it. */
  async choose(button: Locator, item: string): Promise<void> {
    await this.press(button);
    const chosen = this.#page.getByRole("menu").getByText(item, { exact: true }).locator("xpath=ancestor-or-self::*[starts-with(@role,'menuitem')]"); // prettier-ignore
    await this.reach(chosen, "ArrowDown");
    await this.#page.keyboard.press("Enter");
  }

  /** Goes to a group of radio buttons, and by its arrows to the one. */
  async pick(radio: Locator): Promise<void> {
    await radio.waitFor({ state: "attached" });
    const name = (await radio.getAttribute("name")) ?? "";
    await this.reach(this.#page.locator(`input[name="${name}"]:checked`));
    await this.reach(radio, "ArrowDown");
  }

  /** Goes to a select, and by its arrows to the one. */
  async select(target: Locator, value: string): Promise<void> {
    await this.reach(target);
    const { keyboard } = this.#page;
    await keyboard.press("Home");
    for (let presses = 0; (await target.inputValue()) !== value; presses += 1) {
      if (presses === MOST_PRESSES) throw new Error(`there is no ${value}`);
      await keyboard.press("ArrowDown");
    }
  }

  /** Chooses a file: a person's system asks for it, which is no part of the app. */
  async attach(target: Locator, name: string, buffer: Buffer): Promise<void> {
    await this.reach(target);
    const [chooser] = await Promise.all([
      this.#page.waitForEvent("filechooser"),
      this.#page.keyboard.press("Enter"),
    ]);
    await chooser.setFiles({ name, mimeType: "image/png", buffer });
  }

  /** That the focus comes to something, without a press. */
  async isAt(target: Locator): Promise<void> {
    await target.waitFor({ state: "attached" });
    await expect.poll(() => target.evaluate(isFocused), { message: `focus at ${String(target)}` }).toBe(true);
    await this.look();
  }

  /** That the focus is somewhere: whoever presses Tab goes on from there. */
  async isKept(): Promise<void> {
    await expect.poll(() => this.#page.evaluate<boolean>(HAS_FOCUS), { message: "focus" }).toBe(true);
  }

  /** That it is seen where the focus is. */
  async look(): Promise<void> {
    await expect.poll(() => this.#page.evaluate<string>(FAULT_OF_FOCUS)).toBe("");
  }

  async #towards(target: Locator): Promise<"Tab" | "Shift+Tab"> {
    const isBefore = await target.evaluate((it: unknown) => {
      const element = it as {
        readonly ownerDocument: { readonly activeElement: unknown; readonly body: unknown };
        compareDocumentPosition(other: unknown): number;
      };
      const { activeElement, body } = element.ownerDocument;
      if (activeElement === body || activeElement === null) return false;
      // 4: the other one follows.
      return (element.compareDocumentPosition(activeElement) & 4) !== 0;
    });
    return isBefore ? "Shift+Tab" : "Tab";
  }
}
