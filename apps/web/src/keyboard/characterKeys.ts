/**
 * Whether single characters are shortcuts (WCAG 2.2: 2.1.4 Character Key Shortcuts): whoever speaks to their device, or presses
 * keys by mistake, can turn them off. Kept on the device.
 */

import { tryStore } from "../offline/tryStore.ts";

export type CharacterKeys = "on" | "off";
export const characterKeyChoices: readonly CharacterKeys[] = ["on", "off"];

const KEY = "mastic.keys";

export function characterKeys(): CharacterKeys {
  return localStorage.getItem(KEY) === "off" ? "off" : "on";
}

export function chooseCharacterKeys(choice: CharacterKeys): void {
  tryStore(localStorage, KEY, choice);
}
