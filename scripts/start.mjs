/** `npm start`: installs and builds what is missing, then starts the node in this clone. Arguments after `--` reach `mastic start`. */
import { runNode } from "./child.mjs";
import { install } from "./install.mjs";
import { build } from "./build.mjs";

/** @param {string[]} args */
export async function main(args) {
  return (
    (await install()) ||
    (await build(["--filter=@mastic/server"])) ||
    (await runNode([
      "--disable-warning=ExperimentalWarning",
      "adapters/node/bin/mastic.js",
      "start",
      ...args,
    ]))
  );
}
