/** How much code an import brings, bundled with all that it needs, minified and compressed, against a budget. */

import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { BenchResult } from "./bench-result.ts";

/** What is imported, as a module, and the most octets that it may come to. */
export interface ImportBudget {
  readonly name: string;
  readonly module: string;
  readonly budget: number;
}

/** @param folder of a package that can import what is measured */
export async function bundleSizes(folder: string, imports: readonly ImportBudget[]): Promise<BenchResult[]> {
  const rows: BenchResult[] = [];
  for (const { name, module, budget } of imports) {
    const { outputFiles } = await build({
      stdin: { contents: module, resolveDir: folder },
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
