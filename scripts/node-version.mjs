/**
 * Which Node may run this repository, said in one sentence when it may not.
 *
 * This file and run.mjs, which imports it before anything else, are plain ES2019, so that an old Node reaches
 * the sentence instead of stopping at a syntax error.
 */

import { execSync } from "child_process";

/**
 * True when `version` ("v20.19.1", "11.10.0") is at least `major.minor`.
 * @param {string} version
 * @param {number} major
 * @param {number} minor
 */
export function atLeast(version, major, minor) {
  const [first = 0, second = 0] = version.replace(/^v/, "").split(".").map(Number);
  return first > major || (first === major && second >= minor);
}

/**
 * What is wrong with this Node and npm, as one sentence that says what to do; undefined when all is well.
 *
 * Node >= 24 needs nothing more. Node >= 20.19 will do with npm >= 11.10, which links the Node of the lockfile
 * for the scripts to run on (older ones do not link it).
 *
 * @param {string} nodeVersion for example "v20.20.2"
 * @param {string | undefined} npmVersion for example "11.19.1"; undefined when there is none
 */
export function complaint(nodeVersion, npmVersion) {
  if (atLeast(nodeVersion, 24, 0)) return undefined;
  if (!atLeast(nodeVersion, 20, 19)) {
    return `Mastic needs Node.js 24 or newer, and this is ${nodeVersion}: install it from https://nodejs.org and run the same command again.`;
  }
  if (npmVersion !== undefined && atLeast(npmVersion, 11, 10)) return undefined;
  const npm = npmVersion === undefined ? "no npm" : `npm ${npmVersion}`;
  return `Mastic needs Node.js 24 or newer, or npm 11.10 or newer to bring it, and this is Node.js ${nodeVersion} with ${npm}: run \`npm install -g npm@11\`, or install Node.js 24 from https://nodejs.org, and run the same command again.`;
}

/**
 * The version of the npm that runs this script ("11.19.1"), or of the one on the path; undefined when there is none.
 * @param {Record<string, string | undefined>} environment
 */
export function npmVersion(environment) {
  const match = /^npm\/(\S+)/.exec(environment.npm_config_user_agent || "");
  if (match !== null) return match[1];
  try {
    return execSync("npm --version", { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
