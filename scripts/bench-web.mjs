/** `npm run bench:web`: measures the web app in a browser, and writes reports/web.json. */
import { build } from "./build.mjs";
import { runNode } from "./child.mjs";
import { install } from "./install.mjs";

/** @param {string[]} args */
export async function main(args) {
  const flags = ["--conditions=@mastic/source", "--disable-warning=ExperimentalWarning"];
  return (
    (await install()) || (await build()) || (await runNode([...flags, "apps/web/bench/index.ts", ...args]))
  );
}
