/** `npm run docs`: writes the reference of every package to docs/api. */
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";

/** @param {string[]} args */
export async function main(args) {
  return (await install()) || (await runNode([binOf("typedoc"), ...args]));
}
