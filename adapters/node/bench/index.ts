/**
 * `npm run bench [name...]`: runs the benchmarks, prints their figures, and writes reports/bench.json.
 * With BENCH_PROFILE=inbox/mastic (any part of a program's name) a CPU profile of that program goes to reports/ as well.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { benchColdImport } from "./coldImport.ts";
import { benchDelivery } from "./delivery.ts";
import { benchInbox } from "./inbox.ts";
import type { BenchResult } from "../../../scripts/bench-result.ts";
import { packageFigures } from "./packageFigures.ts";
import { benchSignatures } from "./signatures.ts";
import { benchStore } from "./store.ts";
import { benchTimeline } from "./timeline.ts";

const benches: Readonly<Record<string, () => Promise<BenchResult[]>>> = {
  signatures: benchSignatures,
  documents: () => packageFigures("libs/activitypub", "documents"),
  validation: () => packageFigures("libs/validation", "validation"),
  webfinger: () => packageFigures("libs/webfinger", "webfinger"),
  imports: benchColdImport,
  snowflake: () => packageFigures("libs/snowflake", "snowflake"),
  store: benchStore,
  "canister-store": () => packageFigures("adapters/ic", "canister store"),
  inbox: benchInbox,
  delivery: benchDelivery,
  timeline: benchTimeline,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`There is no benchmark ${unknown}; there are ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}

const results: BenchResult[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`${name} ...`);
  results.push(...(await bench()));
}
console.table(
  results.map(({ name, value, unit, baseline, baselineValue, ratio }) => ({
    name,
    value: `${value} ${unit}`,
    against: baseline,
    "its value": baselineValue,
    ratio,
  })),
);
mkdirSync("reports", { recursive: true });
writeFileSync("reports/bench.json", `${JSON.stringify(results, undefined, 2)}\n`);
console.log("Written to reports/bench.json.");
