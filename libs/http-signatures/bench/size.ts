// How much code an import brings, minified and compressed, against what we promise.

import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { BenchResult } from "../../../scripts/bench-result.ts";

const PACKAGE = "@mastic/http-signatures";

/** What is imported, and the most octets that it may come to. */
const IMPORTS: readonly (readonly [name: string, module: string, budget: number])[] = [
  ["everything", `export * from "${PACKAGE}";`, 12_000],
  [
    "verify a draft-cavage request",
    `export { parseCavageSignature, verifyCavageSignature } from "${PACKAGE}";`,
    5_000,
  ],
  [
    "verify an RFC 9421 request",
    `export { parseRfc9421Signatures, verifyRfc9421Signature } from "${PACKAGE}";`,
    8_000,
  ],
  ["structured fields", `export * from "${PACKAGE}/structured-fields";`, 3_000],
  ["keys", `export * from "${PACKAGE}/keys";`, 3_000],
  ["the WebCrypto port", `export * from "${PACKAGE}/webcrypto";`, 4_000],
];

/** Bundles each import with all that it needs. */
export async function benchSizes(): Promise<BenchResult[]> {
  const rows: BenchResult[] = [];
  for (const [name, contents, budget] of IMPORTS) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: import.meta.dirname },
      conditions: ["@mastic/source"],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "neutral",
      target: "es2023",
    });
    const value = gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
    rows.push({
      name: `size of ${name}`,
      value,
      unit: "B",
      baseline: "budget",
      baselineValue: budget,
      ratio: Math.round((value / budget) * 1000) / 1000,
    });
  }
  return rows;
}
