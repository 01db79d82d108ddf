/** Signing and verifying, against raw node:crypto: the figures of the own benchmarks of the libraries that do it. */

import type { BenchResult } from "../../../scripts/bench-result.ts";
import { packageFigures } from "./packageFigures.ts";

export async function benchSignatures(): Promise<BenchResult[]> {
  return [
    ...(await packageFigures("libs/http-signatures", "signatures")),
    ...(await packageFigures("libs/data-integrity", "signatures")),
  ];
}
