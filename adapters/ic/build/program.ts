/** One canister's program as a single file of JavaScript for the engine. */

import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./canisters.ts";

/** Files that both adapters show, kept with the server's: what `ASSETS` stands for. */
async function assets(): Promise<string> {
  const read = (name: string, encoding: "utf8" | "base64") =>
    readFile(join(root, "../node/assets", name), encoding);
  return JSON.stringify({
    "pages.css": await read("pages.css", "utf8"),
    "avatar.png": await read("avatar.png", "base64"),
    "header.png": await read("header.png", "base64"),
  });
}

/** @param entry its `main.ts` @param first what runs before anything else @returns ES module text, without imports */
export async function bundleProgram(entry: string, first = ""): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    banner: { js: first },
    write: false,
    format: "esm",
    target: "es2023",
    platform: "neutral",
    conditions: ["@mastic/source", "import"],
    mainFields: ["module", "main"],
    define: { ASSETS: await assets() },
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
