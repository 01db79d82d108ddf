/** Signing and verifying, against raw node:crypto: the figures of the own benchmarks of the libraries that do it. */

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

export async function benchSignatures(): Promise<BenchResult[]> {
  return [...(await figuresOf("http-signatures")), ...(await figuresOf("data-integrity"))];
}

async function figuresOf(library: string): Promise<BenchResult[]> {
  const program = new URL(`../../../libs/${library}/bench/index.ts`, import.meta.url).pathname;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--conditions=@mastic/source", program]);
  return rows.parse(JSON.parse(stdout)).map((row) => ({ ...row, name: `signatures: ${row.name}` }));
}
