/** An engine that has nothing but the language, UTF-8 and what it is lent: the libraries' tests run their READMEs in it. */

import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import ambient from "./ambient.json" with { type: "json" };

export interface BareEngine {
  /** The value of an expression; the module's exports are the members of `example`. */
  readonly evaluate: (expression: string) => unknown;
}

/**
 * Runs a module, with the sources of what it imports, where none of the names in ambient.json is known.
 * @param module TypeScript
 * @param folder the module's, absolute
 * @param lent further globals
 */
export async function bareEngine(
  module: string,
  folder: string,
  lent: Readonly<Record<string, unknown>> = {},
): Promise<BareEngine> {
  const { outputFiles } = await build({
    stdin: { contents: module, loader: "ts", resolveDir: folder },
    conditions: ["@mastic/source"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "example",
    platform: "neutral",
    target: "es2023",
  });
  const context = createContext({ TextEncoder, TextDecoder, ...lent });
  const evaluate = (code: string): unknown => runInContext(code, context);
  for (const name of ambient) evaluate(`delete globalThis.${name}`);
  evaluate(outputFiles[0]?.text ?? "");
  return { evaluate };
}

/**
 * The first TypeScript example of a package's README.
 * @param folder of any of the package's sources that stand directly in src/
 */
export function readmeExample(folder: string): string {
  const readme = readFileSync(join(folder, "../README.md"), "utf8");
  const example = /```ts\n([^]*?)```/.exec(readme)?.[1];
  if (example === undefined) throw new Error(`the README above ${folder} has no example`);
  return example;
}

/** Runs the README's example, and gives for each line `expression; // => value` the two to compare. */
export async function readmePairs(folder: string): Promise<readonly (readonly [unknown, unknown])[]> {
  const module = readmeExample(folder).replace(
    /^(.*); \/\/ => (.*)$/gm,
    (_, expression: string, value: string) => `pairs.push([${expression}, ${value}]);`,
  );
  const engine = await bareEngine(`export const pairs: [unknown, unknown][] = [];\n${module}`, folder);
  return JSON.parse(String(engine.evaluate("JSON.stringify(example.pairs)"))) as [unknown, unknown][];
}
