/** `npm run build -w adapters/ic`: makes the modules of the canisters, with their interfaces, and says how large they are. */

import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadAzle } from "./azle.ts";
import { withNative } from "./native.ts";
import { canisters, didFile, dist, moduleFile, root, type CanisterName } from "./canisters.ts";
import { bundleProgram } from "./program.ts";
import { messageTypesOf } from "./messageTypes.ts";
import { exportsOf, timerOf, withMetadata } from "./wasmModule.ts";

/** What a module may take, gzipped: it is installed in one message of 2 MiB, and the upgrade of many has to be cheap. */
const MAX_BYTES = 1_200_000;

const names = process.argv.slice(2) as CanisterName[];
const azle = await loadAzle(join(dist, ".build"));
await mkdir(dist, { recursive: true });
for (const name of names.length > 0 ? names : (Object.keys(canisters) as CanisterName[])) {
  const program = await bundleProgram(join(root, "src", name, "main.ts"), messageTypesOf(canisters[name]));
  const module = withMetadata(
    await withNative(await azle(program, exportsOf(canisters[name])), timerOf(canisters[name])),
    "candid:service",
    await readFile(didFile(name), "utf8"),
  );
  const zipped = gzipSync(module, { level: 9 });
  if (zipped.length > MAX_BYTES) throw new Error(`${name} takes ${zipped.length} bytes, gzipped.`);
  // Nobody meets half a module.
  const unfinished = `${moduleFile(name)}.${process.pid}`;
  await writeFile(unfinished, zipped);
  await rename(unfinished, moduleFile(name));
  await copyFile(didFile(name), join(dist, `${name}.did`));
  console.log(
    `${name.padEnd(10)}  program ${kilobytes(program.length)}  module ${kilobytes(module.length)}  gzipped ${kilobytes(zipped.length)}`,
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(0).padStart(5)} kB`;
}
