/** `npm run changeset`: asks what a change means to the users of a package, and notes it for the next release. */
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";

/** @param {string[]} args */
export async function main(args) {
  return (await install()) || (await runNode([binOf("@changesets/cli", "changeset"), ...args]));
}
