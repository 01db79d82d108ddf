/** `npm run docs`: writes the reference of every package to docs/api; fails on what TypeDoc warns of, and on links that lead nowhere. */
import { join } from "node:path";
import { binOf, root, runNode } from "./child.mjs";
import { deadLinks } from "./dead-links.mjs";
import { install } from "./install.mjs";

const OUT = join(root, "docs", "api");

/** @param {string[]} args more options of TypeDoc */
export async function main(args) {
  const failed = (await install()) || (await runNode([binOf("typedoc"), ...args, "--out", OUT]));
  if (failed) return failed;
  const dead = deadLinks(OUT);
  for (const link of dead) console.error(`dead link in ${join("docs", "api", link)}`);
  return dead.length === 0 ? 0 : 1;
}
