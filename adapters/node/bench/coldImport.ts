/** How long a cold Node takes to import the six protocol libraries, in as many files as npm has them, against an empty module. */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { resultOf, type BenchResult } from "../../../scripts/bench-result.ts";
import { PROTOCOL_LIBRARIES } from "../../../scripts/protocol-libraries.ts";

const ROUNDS = 15;
const TIMED =
  "const start = performance.now(); await import(process.argv[1]); console.log(performance.now() - start);";

/** Milliseconds of an import, each in a process of its own. */
export async function benchColdImport(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), "mastic-cold-"));
  try {
    for (const library of PROTOCOL_LIBRARIES) await buildInto(folder, library);
    const all = join(folder, "all.mjs");
    const empty = join(folder, "empty.mjs");
    await writeFile(all, PROTOCOL_LIBRARIES.map((library) => `import "@mastic/${library}";`).join("\n"));
    await writeFile(empty, "");
    const runs: number[] = [];
    const emptyRuns: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.push(await importing(all));
      emptyRuns.push(await importing(empty));
    }
    return [resultOf("import of all six libraries", "ms", runs, "an empty module", emptyRuns)];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** As tsup.base.ts has it: what the index brings is in one file. */
async function buildInto(folder: string, library: string): Promise<void> {
  const home = join(folder, "node_modules/@mastic", library);
  await build({
    entryPoints: [new URL(`../../../libs/${library}/src/index.ts`, import.meta.url).pathname],
    outdir: home,
    bundle: true,
    external: ["@mastic/*", "node:*"],
    format: "esm",
    platform: "neutral",
    target: "es2023",
  });
  await writeFile(join(home, "package.json"), '{ "type": "module", "exports": "./index.js" }');
}

async function importing(module: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "-e",
    TIMED,
    module,
  ]);
  return Number(stdout);
}
