/** How much code an import brings, bundled with all that it needs, minified and compressed, against a budget. */

import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import type { BenchResult } from "./bench-result.ts";

/** What is imported, as a module, and the most octets that it may come to. */
export interface ImportBudget {
  readonly name: string;
  readonly module: string;
  /** What we promise. */
  readonly budget: number;
  /** What it may come to as long as the promise is not kept. */
  readonly atMost?: number;
}

/**
 * A published package is one file: a bundler leaves out of it the statements that nobody needs, but cannot leave out a
 * source as a whole because its package says that sources have no side effects.
 */
const asOneFile: Plugin = {
  name: "as one file",
  setup(bundler) {
    bundler.onResolve({ filter: /.*/ }, async ({ path, pluginData, importer, resolveDir, kind }) => {
      if (pluginData === asOneFile) return undefined;
      const resolved = await bundler.resolve(path, { importer, resolveDir, kind, pluginData: asOneFile });
      return { path: resolved.path, errors: resolved.errors, sideEffects: true };
    });
  },
};

/** Octets. @param folder of a package that can import what is measured */
export async function bundleSize(folder: string, module: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: module, resolveDir: folder },
    conditions: ["@mastic/source"],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    plugins: [asOneFile],
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

/** The sizes as figures of the benchmark. */
export async function bundleSizes(folder: string, imports: readonly ImportBudget[]): Promise<BenchResult[]> {
  const rows: BenchResult[] = [];
  for (const { name, module, budget } of imports) {
    const value = await bundleSize(folder, module);
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
