/** Signing and verifying, against raw node:crypto: the figures of the own benchmarks of the libraries that do it. */

import type { BenchResult } from "../../../scripts/bench-result.ts";
import { libraryFigures } from "./libraryFigures.ts";

export async function benchSignatures(): Promise<BenchResult[]> {
  return [
    ...(await libraryFigures("http-signatures", "signatures")),
    ...(await libraryFigures("data-integrity", "signatures")),
  ];
}
