/** `npm run bench`: measures what the project promises to be fast at, and writes reports/bench.json. */
import { runNode } from "./child.mjs";
import { install } from "./install.mjs";

/** @param {string[]} args */
export async function main(args) {
  const flags = ["--conditions=@mastic/source", "--disable-warning=ExperimentalWarning"];
  return (await install()) || (await runNode([...flags, "adapters/node/bench/index.ts", ...args]));
}
