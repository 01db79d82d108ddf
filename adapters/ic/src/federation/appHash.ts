/** The hash of a web app, by which proposals name it: of all its files, their paths and their headers (decisions/032). */

/**
 * What goes into the hash of one file.
 * @param hash of the body: SHA-256 in hexadecimal
 */
export function appHashLine(path: string, headers: Readonly<Record<string, string>>, hash: string): string {
  const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([path, sorted, hash]);
}

/** What the hash of an app is the SHA-256 of, in UTF-8. @param lines by the paths of the files */
export function appHashText(lines: ReadonlyMap<string, string>): string {
  const paths = [...lines.keys()].sort();
  return paths.map((path) => `${lines.get(path) ?? ""}\n`).join("");
}
