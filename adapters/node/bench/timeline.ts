/** A home timeline page of 20 over HTTP at 1,000,000 statuses, against the same page at 10,000. */

import { z } from "zod";
import { Child } from "./child.ts";
import { resultOf, type BenchResult } from "../../../scripts/bench-result.ts";

const MANY = 1_000_000;
const FEW = 10_000;
const PAGES = 150;
const ROUNDS = 7;
const measured = z.object({ millis: z.number() });

export async function benchTimeline(): Promise<BenchResult[]> {
  const [few] = await Child.start("timeline/mastic.ts", { count: FEW });
  console.log(`  filling a timeline of ${MANY} takes a while ...`);
  const [many] = await Child.start("timeline/mastic.ts", { count: MANY });
  const results: BenchResult[] = [];
  const run = async (child: Child, where: string): Promise<number> =>
    measured.parse(await child.ask({ pages: PAGES, where })).millis;
  try {
    for (const where of ["first", "random"]) {
      const runs: number[] = [];
      const baselineRuns: number[] = [];
      for (const child of [few, many]) await run(child, where);
      for (let round = 0; round < ROUNDS; round += 1) {
        runs.push(await run(many, where));
        baselineRuns.push(await run(few, where));
      }
      const place = where === "first" ? "the newest" : "anywhere";
      const name = `timeline: home page of 20, ${place}, at ${MANY} statuses`;
      results.push(resultOf(name, "ms", runs, `the same at ${FEW} statuses`, baselineRuns));
    }
  } finally {
    for (const child of [few, many]) await child.stop();
  }
  return results;
}
