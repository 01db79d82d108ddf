/** One canister's program as a single file of JavaScript for the engine. */

import { build } from "esbuild";

/** @param entry its `main.ts` @returns ES module text, without imports */
export async function bundleProgram(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2023",
    platform: "neutral",
    conditions: ["@mastic/source", "import"],
    mainFields: ["module", "main"],
    minifySyntax: true,
    minifyWhitespace: true,
    // Names stay, so that a trap says where it comes from.
    keepNames: false,
    legalComments: "none",
    logLevel: "error",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${entry} gave no program.`);
  return file.text;
}
