/**
 * `npm run build -w adapters/ic`: makes the modules of the canisters, with their interfaces, and says how large they are. With
 * `--report` also what it costs to install them, by installing them in the runtime, and how that is done.
 */

import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { loadAzle } from "./azle.ts";
import { withNative } from "./native.ts";
import { canisters, didFile, dist, moduleFile, root, type CanisterName } from "./canisters.ts";
import { bundleProgram } from "./program.ts";
import { messageTypesOf } from "./messageTypes.ts";
import { exportsOf, timerOf, withMetadata } from "./wasmModule.ts";

/** What a module may take, gzipped: it is installed in one message of 2 MiB, and the upgrade of many has to be cheap. */
const MAX_BYTES = 1_200_000;

const { values, positionals } = parseArgs({
  options: { report: { type: "boolean", default: false } },
  allowPositionals: true,
});
const all = Object.keys(canisters) as CanisterName[];
const names = positionals.length > 0 ? all.filter((name) => positionals.includes(name)) : all;
const azle = await loadAzle(join(dist, ".build"));
await mkdir(dist, { recursive: true });
for (const name of names) {
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

if (values.report) {
  // Tests, which build as well, are spared the runtime.
  const { installCosts, INSTALL_LIMIT } = await import("./installCost.ts");
  for (const [name, instructions] of await installCosts(names)) {
    const share = ((Number(instructions) / Number(INSTALL_LIMIT)) * 100).toFixed(1);
    console.log(
      `${name.padEnd(10)}  install ${millions(instructions)} M instructions, ${share} % of the ${millions(INSTALL_LIMIT)} M that the network allows`,
    );
  }
  console.log(
    "\nTo install them, or to upgrade the node that is there:\n" +
      "  npm run deploy -w adapters/ic -- --url https://<your domain> --moderator <principal> -e ic",
  );
}

function millions(instructions: bigint): string {
  return (Number(instructions) / 1e6).toLocaleString("en", { maximumFractionDigits: 0 });
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(0).padStart(5)} kB`;
}
