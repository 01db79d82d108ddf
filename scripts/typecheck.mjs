/** `npm run typecheck`: checks the types of every package and its tests, from the sources, and of these scripts. */
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";

/** @param {string[]} args */
export async function main(args) {
  return (
    (await install()) ||
    (await runNode([binOf("turbo"), "run", "typecheck", ...args])) ||
    (await runNode([binOf("typescript", "tsc"), "-p", "scripts"]))
  );
}
