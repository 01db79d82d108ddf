/** Installs what the lockfile asks for, when node_modules does not hold it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npmCommand, root, run } from "./child.mjs";
import { step } from "./progress.mjs";

/**
 * @typedef {{ version?: string, resolved?: string, bin?: unknown, optional?: boolean, os?: string[], cpu?: string[] }} Entry
 * @param {string} path of a lockfile
 * @returns {Record<string, Entry> | undefined} its packages by folder; undefined when it is missing or cut short
 */
function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * True when `folder`/node_modules holds every package of `folder`/package-lock.json at its version.
 *
 * Commands (`bin`) count too: npm links them at install. npm writes node_modules/.package-lock.json as the last thing of an install, so an interrupted one counts as
 * missing. Optional packages may be absent: npm leaves out those for other machines.
 *
 * @param {string} folder
 */
export function isInstalled(folder) {
  const wanted = packagesIn(join(folder, "package-lock.json"));
  const present = packagesIn(join(folder, "node_modules", ".package-lock.json"));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    if (found === undefined) return entry.optional === true;
    const same = (/** @type {"version" | "resolved" | "bin"} */ field) =>
      JSON.stringify(found[field]) === JSON.stringify(entry[field]);
    return same("version") && same("resolved") && same("bin");
  });
}

/** Installs if needed. Resolves to npm's exit code, 0 when nothing was to do. */
export async function install() {
  if (isInstalled(root)) return 0;
  // An operator's NODE_ENV=production must not leave out the tools that build the node.
  const options = ["--include=dev", "--include=optional", "--loglevel=error", "--no-fund", "--no-audit"];
  const [npm, ...npmArgs] = npmCommand();
  return step(
    "installing the packages of package-lock.json (a minute or so, the first time)",
    () => run(npm, [...npmArgs, "ci", ...options, "--no-progress"], { stdout: 2 }),
    () => howFar(root),
  );
}

/**
 * How much of an install is done, by what lies in `folder`/node_modules. Packages for other machines are not counted.
 * @param {string} folder
 */
export function howFar(folder) {
  const paths = Object.entries(packagesIn(join(folder, "package-lock.json")) ?? {})
    .filter(([path, entry]) => path.includes("node_modules/") && isForThisMachine(entry))
    .map(([path]) => path);
  const there = paths.filter((path) => existsSync(join(folder, path, "package.json")));
  return `${there.length} of ${paths.length} packages`;
}

/** @param {Entry} entry */
function isForThisMachine({ os, cpu }) {
  return (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true);
}
