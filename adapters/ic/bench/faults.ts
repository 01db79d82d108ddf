/**
 * `npm run faults -w adapters/ic`: plays the ten main journeys on canisters that trap at calls of `ic0` which a seed
 * chooses, and says at how many of all the calls. `-- --seeds 20` plays each with twenty seeds, `-- --every 10` makes
 * every tenth message trap on average, `-- UC9` plays one story. Ends with 1 when one of them does not go as it must.
 */

import { parseArgs } from "node:util";
import { FaultTally } from "../test/faults/faultyNodes.ts";
import { mainJourneys } from "../test/faults/mainJourneys.ts";
import { playFaulty } from "../test/faults/playFaulty.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "1" },
    from: { type: "string", default: "1" },
    every: { type: "string", default: "25" },
  },
});
const first = Number(values.from);
const every = Number(values.every);
const all = new FaultTally();
let failures = 0;

for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  for (const journey of mainJourneys) {
    if (positionals.length > 0 && !positionals.includes(journey.story)) continue;
    const tally = new FaultTally();
    const started = performance.now();
    let outcome = "as it must";
    try {
      await playFaulty(journey, { seed, every }, tally);
    } catch (error) {
      failures += 1;
      outcome = String(error);
    }
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    console.log(`${journey.story} seed ${seed}, ${seconds} s: ${said(tally)}: ${outcome}`);
    all.traps.push(...tally.traps);
    all.messages += tally.messages;
    all.systemCalls += tally.systemCalls;
    all.audited += tally.audited;
  }
}
console.log(`together: ${said(all)}, ${failures} journeys went wrong`);
process.exitCode = failures > 0 ? 1 : 0;

function said({ traps, messages, systemCalls, audited }: FaultTally): string {
  const places = new Set(traps).size;
  return `${traps.length} traps (${places} different) in ${messages} messages with ${systemCalls} calls of ic0, ${audited} stores held together`;
}
