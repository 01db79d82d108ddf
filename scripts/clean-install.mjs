/** Installs packed packages into an empty folder, as their users do, and loads every entry point there. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodePath, npmCommand } from "./child.mjs";

/**
 * @param {string} folder an empty or missing one
 * @param {string[]} tarballs
 * @returns {string[]} what went wrong, one text for each package
 */
export function cleanInstall(folder, tarballs) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{ "private": true, "type": "module" }`);
  const [npm, ...npmArgs] = npmCommand();
  const flags = ["--prefer-offline", "--no-fund", "--no-audit", "--loglevel=error"];
  const installed = spawnSync(npm, [...npmArgs, "install", ...flags, ...tarballs], {
    cwd: folder,
    encoding: "utf8",
  });
  if (installed.status !== 0) return [installed.stderr];

  /** @type {{ dependencies: Record<string, string> }} */
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.keys(dependencies).flatMap((name) => load(folder, name));
}

/**
 * Imports every entry point of a package, and asks each of its commands for help.
 * @param {string} folder
 * @param {string} name of a package installed there
 * @returns {string[]}
 */
function load(folder, name) {
  /** @type {{ exports: Record<string, unknown>, bin?: Record<string, string> }} */
  const { exports, bin = {} } = JSON.parse(
    readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"),
  );
  const entries = Object.keys(exports)
    .filter((entry) => entry !== "./package.json")
    .map((entry) => name + entry.slice(1));
  const program = `for (const entry of ${JSON.stringify(entries)}) await import(entry);`;
  const runs = [
    { what: `importing ${entries.join(", ")}`, args: ["--input-type=module", "-e", program] },
    ...Object.entries(bin).map(([command, file]) => ({
      what: `${command} --help`,
      args: [join("node_modules", name, file), "--help"],
    })),
  ];
  return runs.flatMap(({ what, args }) => {
    const { status, stderr } = spawnSync(nodePath(), args, {
      cwd: folder,
      encoding: "utf8",
      timeout: 30_000,
    });
    return status === 0 ? [] : [`${what}: ${stderr}`];
  });
}
