/**
 * What the store in stable memory costs, in instructions of the runtime, as rows of `reports/bench.json` on standard
 * output: each operation, in a turn or view of its own, at 10,000 and 100,000 rows against the same at 1,000.
 */

import type { BenchResult } from "../../../scripts/bench-result.ts";
import { buildStoreCanister, StoreCanister } from "../test/storeCanister/canister.ts";
import { measured } from "../test/storeCanister/steps.ts";

const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = 20;
/** Takes rounds to notes all over the table, and never twice to one. */
const STRIDE = 7_919;
/** Notes of one message of filling. */
const FILL = 5_000;
/** Each kind of operation meets notes of its own. */
const APART = 1_000;

const canister = await StoreCanister.install(await buildStoreCanister());
const costs = new Map<string, number[]>();
let last = 0;
for (const size of SIZES) {
  for (; last < size; last += Math.min(FILL, size - last))
    await canister.change({ name: "fill", nth: last, count: Math.min(FILL, size - last) });
  for (const [place, name] of measured.entries()) {
    let total = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const nth = name === "insert" ? last : (round * STRIDE + place * APART) % size;
      if (name === "insert") last += 1;
      const answer = await canister[name === "get" || name === "scan of 20" ? "read" : "change"]({
        name,
        nth,
      });
      if (typeof answer !== "number") throw new Error(`${name} was not measured.`);
      total += answer;
    }
    costs.set(name, [...(costs.get(name) ?? []), total / ROUNDS]);
  }
  const ran = await canister.upgrade();
  const upgrade = ran.reduce((sum, it) => sum + Number(it.instructions), 0);
  costs.set("upgrade", [...(costs.get("upgrade") ?? []), upgrade]);
}
await canister.runtime.tearDown();

const rows = [...costs].flatMap(([name, [baseline = NaN, ...others]]) =>
  others.map((cost, at): BenchResult => ({
    name: `${name} at ${SIZES[at + 1] ?? 0} rows`,
    value: millions(cost),
    unit: "M instructions",
    baseline: `the same at ${SIZES[0] ?? 0} rows`,
    baselineValue: millions(baseline),
    ratio: Number((cost / baseline).toFixed(3)),
  })),
);
console.log(JSON.stringify(rows));

function millions(instructions: number): number {
  return Number((instructions / 1e6).toFixed(3));
}
