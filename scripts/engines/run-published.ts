/**
 * `node scripts/engines/run-published.ts FOLDER`: runs the libraries' tests on Node.js 20, against the packages that are
 * installed in the folder. Prints one line, and what failed.
 */

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALONE, bundleSuite } from "./bundle.ts";
import { findNode20 } from "./node-20.ts";

/** Node 20's URL leaves `^` as it is, as the standard once did. Time is measured on the lockfile's Node. */
const WITHOUT = new RegExp(
  [...ALONE, "as WHATWG does", "linear on repetitions", "grows with the length"].join("|"),
);

const [folder = "."] = process.argv.slice(2);
const node = findNode20();
if (node === undefined)
  throw new Error("There is no Node.js 20.19 on the path, and npm has none for this machine.");
const { program, files, left } = await bundleSuite({
  subject: "published",
  crypto: "crypto-node.ts",
  runs: Infinity,
  without: WITHOUT,
});
writeFileSync(join(folder, "suite.mjs"), program);
const main = `import { runAll } from "./suite.mjs";
  const { passed, failures } = await runAll();
  for (const failure of failures) console.error(failure);
  console.log(process.version + ": " + passed + " tests passed, " + failures.length + " failed");
  process.exitCode = failures.length === 0 && passed > 2_000 ? 0 : 1;`;
const { status, stdout, stderr } = spawnSync(node, ["--input-type=module", "-e", main], {
  cwd: folder,
  encoding: "utf8",
});
console.log(`${stdout.trim()}, of ${files.length} files; ${left.size} need Node's own or other tools`);
console.error(stderr);
process.exitCode = status ?? 1;
