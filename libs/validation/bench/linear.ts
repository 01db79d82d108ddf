// How the time of scanning grows with hostile text: each against a tenth of it.

import { compare, type BenchResult } from "../../../scripts/bench-result.ts";
import { scanText } from "../src/index.ts";

const CASES: readonly (readonly [name: string, piece: string])[] = [
  ["links", "http://a.b/ "],
  ["links with brackets", "http://a.b/)"],
  ["links with square brackets", "https://a.b]"],
  ["mentions", "@a@b.c "],
  ["hashtags", "#a "],
];

/** What one run of a size takes, against a tenth of the rate at a tenth of the size: 1 is linear, 0.9 the least allowed. */
export async function benchLinear(milliseconds = 150): Promise<BenchResult[]> {
  const rows: BenchResult[] = [];
  for (const [name, piece] of CASES) {
    const large = piece.repeat(2_000);
    const small = piece.repeat(200);
    const ten = (): void => {
      for (let run = 0; run < 10; run++) scanText(small);
    };
    const title = `scan ${name}, ten times as large`;
    rows.push(await compare(title, () => scanText(large), "ten small ones", ten, milliseconds));
  }
  return rows;
}
