/** What the rules of an instance may be, whichever way they are changed: as libs/core/src/directory/policy.ts has it. */

export const MOST_RULES = 50;
/** In UTF-16 code units. */
export const LONGEST_RULE = 1_000;
