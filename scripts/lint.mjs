/** `npm run lint`: eslint, prettier, dependency-cruiser (which imports are allowed) and knip (what nobody uses). */
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";
import { step } from "./progress.mjs";

const linters = [
  ["eslint", binArguments("eslint", "eslint", ".")],
  ["prettier", binArguments("prettier", "prettier", "--check", "--log-level=warn", ".")],
  [
    "dependency-cruiser",
    binArguments("dependency-cruiser", "depcruise", "libs", "adapters", "--output-type=err-long"),
  ],
  ["knip", binArguments("knip", "knip")],
];

/** The install comes first, so where a command lies is looked up only when it runs. */
function binArguments(name, bin, ...args) {
  return () => [binOf(name, bin), ...args];
}

/** Runs all of them, so that one run shows everything; resolves to 1 when any found something. */
export async function main() {
  const unready = await install();
  if (unready !== 0) return unready;
  let failures = 0;
  for (const [name, args] of linters) {
    if ((await step(name, () => runNode(args()))) !== 0) failures += 1;
  }
  return failures === 0 ? 0 : 1;
}
