/** `npm run build`: compiles every package into its dist/ folder; what has not changed comes from turbo's cache. */
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";
import { step } from "./progress.mjs";

/**
 * Brings dist/ folders up to date, saying little.
 * @param {string[]} args further arguments of `turbo run build`, such as `--filter=@mastic/server`
 */
export async function build(args = []) {
  return step("building what is missing or has changed", () =>
    runNode([binOf("turbo"), "run", "build", "--output-logs=errors-only", "--log-prefix=none", ...args], {
      stdout: 2,
    }),
  );
}

/** @param {string[]} args */
export async function main(args) {
  return (await install()) || (await runNode([binOf("turbo"), "run", "build", ...args]));
}
