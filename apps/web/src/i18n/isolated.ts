/** A name in a sentence: whatever it is made of, the words around it stay where they are (Unicode Standard Annex #9). */

import type { Direction } from "./direction.ts";

/** Embeddings, overrides and isolates: what begins in a name could end behind it. */
const EXPLICIT = /[\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

/** @param around how the sentence is written */
export function isolated(name: string, around: Direction): string {
  const plain = name.replace(EXPLICIT, "");
  if (around === "ltr" && !RIGHT_TO_LEFT.test(plain)) return plain;
  return FIRST_STRONG_ISOLATE + plain + POP_DIRECTIONAL_ISOLATE;
}
