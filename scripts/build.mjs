/** `npm run build`: compiles every package into its dist/ folder; what has not changed comes from turbo's cache. */
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";
import { step } from "./progress.mjs";
import { turboLog } from "./turbo-log.mjs";

/**
 * Brings dist/ folders up to date, saying what is built and how long it takes.
 * @param {string[]} args further arguments of `turbo run build`, such as `--filter=@mastic/server`
 */
export async function build(args = []) {
  return step("building what is missing or has changed", async (say) => {
    const log = turboLog((name) => say(`building ${name}`));
    const code = await runNode([binOf("turbo"), "run", "build", "--json", ...args], { stdout: log.take });
    if (code !== 0) for (const line of log.complaint()) console.error(line);
    return code;
  });
}

/** @param {string[]} args */
export async function main(args) {
  return (await install()) || (await runNode([binOf("turbo"), "run", "build", ...args]));
}
