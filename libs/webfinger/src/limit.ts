// How much is read of what a host sends.

import { refuse } from "./refusal.ts";

/** Characters of a JRD, and bytes of an answer, that are read. */
export const MAX_JRD_LENGTH = 65_536;

/** Throws `response_too_large`. */
export function checkLimit(count: number, limit: number): void {
  if (count > limit) refuse("response_too_large", `${count} of ${limit}`);
}
