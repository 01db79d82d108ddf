/** Texts that are only known by a pattern, for comparisons in tests. */

import { expect } from "vitest";

/** For `toEqual` and its kin: any text of this pattern. */
export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
