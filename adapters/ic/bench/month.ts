/** What somebody costs in a month, from what each thing that happens to them costs: a sum, by canister. */

/** Millions of cycles that one of it takes from the home, and from the Federation. */
export interface Cost {
  readonly home: number;
  readonly federation: number;
}

export interface Happening {
  readonly what: string;
  readonly perDay: number;
  readonly each: Cost;
}

const DAYS = 30;
/** Of a million, in a billion. */
const THOUSAND = 1_000;

/** @returns a line for each happening, and their sum: billions of cycles in thirty days */
export function monthOf(
  happenings: readonly Happening[],
): { what: string; home: number; federation: number }[] {
  const lines = happenings.map(({ what, perDay, each }) => ({
    what: `${perDay} a day: ${what}`,
    home: (each.home * perDay * DAYS) / THOUSAND,
    federation: (each.federation * perDay * DAYS) / THOUSAND,
  }));
  const sum = (canister: keyof Cost): number => lines.reduce((all, line) => all + line[canister], 0);
  return [...lines, { what: "all of it", home: sum("home"), federation: sum("federation") }];
}
