/**
 * `npm run faults -w adapters/ic`: makes every message of the ten main journeys trap, each in a play of its whole story,
 * and rehearses a trap at every call of `ic0` of every message. `-- UC9` plays one story, `-- --plays 5` with so many
 * plays at most. Ends with 1 when a story does not go as it must, or a message has not trapped.
 */

import { parseArgs } from "node:util";
import { faultyJourney, type FaultFigures } from "../test/faults/faultyJourney.ts";
import { keyOf } from "../test/faults/place.ts";
import { mainJourneys } from "../test/faults/mainJourneys.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { plays: { type: "string" } } });
/** Messages that did not trap which are named. */
const NAMED = 20;
const plays = values.plays === undefined ? Infinity : Number(values.plays);
const started = performance.now();
const rows: (readonly string[])[] = [];
let left = 0;
const failures: string[] = [];

for (const journey of mainJourneys) {
  if (positionals.length > 0 && !positionals.includes(journey.story)) continue;
  const figures = await faultyJourney(journey, {
    plays,
    progress: ({ plays: played, trapped, messages }, open) => {
      const seconds = ((performance.now() - started) / 1_000).toFixed(0);
      console.error(`${seconds} s: ${journey.story}, ${played} plays, ${trapped} of ${messages} messages have trapped, ${open} are left`); // prettier-ignore
    },
  });
  for (const failure of figures.failures) console.error(`${journey.story}: ${failure}`);
  for (const place of figures.left.slice(0, NAMED)) console.error(`left: ${keyOf(place)}`);
  failures.push(...figures.failures);
  left += figures.messages - figures.trapped;
  rows.push([journey.story, ...cells(figures)]);
  console.log(rows.at(-1)?.join(" | "));
}
console.log(`\n${table()}`);
process.exitCode = left > 0 || failures.length > 0 ? 1 : 0;

function cells(it: FaultFigures): string[] {
  const { systemCalls, rehearsed, messages, trapped, plays: played, traps, audited } = it;
  return [systemCalls, rehearsed, messages, trapped, played, traps, audited, it.failures.length].map(String);
}

function table(): string {
  const head = ["story", "calls of ic0", "rehearsed", "messages", "trapped", "plays", "traps", "stores audited", "wrong"]; // prettier-ignore
  const sums = head.slice(1).map((_, at) => String(rows.reduce((sum, row) => sum + Number(row[at + 1]), 0)));
  return [head, head.map(() => "---"), ...rows, ["all", ...sums]]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}
