/** `npm run lint`: eslint, prettier, dependency-cruiser (which imports are allowed) and knip (what nobody uses). */
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";
import { step } from "./progress.mjs";

/** @type {[name: string, bin: string, ...args: string[]][]} */
const linters = [
  ["eslint", "eslint", "."],
  ["prettier", "prettier", "--check", "--log-level=warn", "."],
  [
    "dependency-cruiser",
    "depcruise",
    "libs",
    "tools",
    "adapters",
    "apps",
    "clients",
    "--output-type=err-long",
  ],
  ["knip", "knip"],
];

/** Runs all of them, so that one run shows everything; resolves to 1 when any found something. */
export async function main() {
  const unready = await install();
  if (unready !== 0) return unready;
  let failures = 0;
  for (const [name, bin, ...args] of linters) {
    if ((await step(name, () => runNode([binOf(name, bin), ...args]))) !== 0) failures += 1;
  }
  return failures === 0 ? 0 : 1;
}
