/** `npm test`: installs and builds what is missing, runs every test, and ends with `N passed, N failed, N skipped`. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binOf, runNode } from "./child.mjs";
import { install } from "./install.mjs";
import { build } from "./build.mjs";

/**
 * @param {string[]} args vitest's: parts of file names, `--project core`, `-t "name of a test"`
 */
export async function main(args) {
  const unready = (await install()) || (await build());
  if (unready !== 0) return conclude(unready, none);

  const folder = mkdtempSync(join(tmpdir(), "mastic-test-"));
  const file = join(folder, "counts.json");
  try {
    const reporters = ["--reporter=default", "--reporter=./scripts/counting-reporter.mjs"];
    const code = await runNode([binOf("vitest"), "run", ...reporters, ...args], {
      environment: { MASTIC_TEST_COUNTS: file },
    });
    return conclude(code, readCounts(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[], retried: string[] }} Counts */

/** @type {Counts} */
const none = { passed: 0, failed: 0, skipped: 0, failures: [], retried: [] };

/**
 * @param {string} file
 * @returns {Counts} none at all when the run did not get as far as writing them
 */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return none;
  }
}

/**
 * Prints which tests did not pass at once and the last line, and decides: red when a test failed, when the runner did, or when no test ran.
 * @param {number} code the runner's exit code
 * @param {Counts} counts
 */
function conclude(code, { passed, failed, skipped, failures, retried }) {
  for (const name of retried) console.log(`passed only when tried again: ${name}`);
  for (const name of failures) console.log(`failed: ${name}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (code !== 0) return code;
  return failed > 0 || passed === 0 ? 1 : 0;
}
