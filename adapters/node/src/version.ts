/** The version of this package, as its package.json says, and how it names itself to others. */

import { readFileSync } from "node:fs";

function read(): string {
  // package.json lies above `src` and above `dist`.
  const at = import.meta.url;
  const folder = at.includes("/src/")
    ? at.slice(0, at.lastIndexOf("/src/") + 5)
    : at.slice(0, at.lastIndexOf("/") + 1);
  const json: unknown = JSON.parse(readFileSync(new URL("../package.json", folder), "utf8"));
  return typeof json === "object" && json !== null && "version" in json && typeof json.version === "string"
    ? json.version
    : "0.0.0";
}

export const version: string = read();

/** Some servers answer nobody without a name (RFC 9110 section 10.1.5). @param origin without a trailing slash */
export function userAgentOf(origin: string): string {
  return `Mastic/${version} (+${origin}/)`;
}
