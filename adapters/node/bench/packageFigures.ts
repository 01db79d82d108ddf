/** The figures of another package's own benchmarks, which run in a process of their own. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { BenchResult } from "../../../scripts/bench-result.ts";

const rows = z.array(
  z.object({
    name: z.string(),
    value: z.number(),
    unit: z.string(),
    baseline: z.string(),
    baselineValue: z.number(),
    ratio: z.number(),
  }),
);

/** @param folder of the package, such as `libs/activitypub` @param group goes before the name of each figure */
export async function packageFigures(folder: string, group: string): Promise<BenchResult[]> {
  const program = new URL(`../../../${folder}/bench/index.ts`, import.meta.url).pathname;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--conditions=@mastic/source", program]);
  return rows.parse(JSON.parse(stdout)).map((row) => ({ ...row, name: `${group}: ${row.name}` }));
}
