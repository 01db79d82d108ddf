/** Which sources the app begins with: what `src/main.tsx` imports, and what that imports, but for what is loaded later. */

import { readFileSync } from "node:fs";

/** An import or export of another module of the app; `import()` is a beginning of its own, and types are nothing at run time. */
const STATIC_IMPORT = /^(?:import|export)\b(?! type\b)[^;"]*"(\.[^"]+\.tsx?)"/gm;

/** @returns the texts of these sources */
export function sourcesAtStart(main: URL): string[] {
  const sources = new Map<string, string>();
  const read = (address: URL): void => {
    if (sources.has(address.href)) return;
    const source = readFileSync(address, "utf8");
    sources.set(address.href, source);
    for (const [, path = ""] of source.matchAll(STATIC_IMPORT)) read(new URL(path, address));
  };
  read(main);
  return [...sources.values()];
}

/** Whether a message is named there: by its whole id, or by its beginning where the rest is filled in. */
export function isNamedIn(sources: readonly string[], id: string): boolean {
  const beginnings = [...id.matchAll(/\./g)].map(({ index }) => `\`${id.slice(0, index + 1)}\${`);
  return sources.some(
    (source) => source.includes(`"${id}"`) || beginnings.some((text) => source.includes(text)),
  );
}
