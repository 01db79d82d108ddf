/** `npm run format`: lays out every file as prettier has it. */
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";

/** @param {string[]} args */
export async function main(args) {
  return (await install()) || (await runNode([binOf("prettier"), "--write", ".", ...args]));
}
