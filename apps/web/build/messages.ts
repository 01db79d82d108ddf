/** A Vite plugin: message catalogues in ICU syntax become what lingui runs, so that no parser of it is shipped. */

import { readFileSync } from "node:fs";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";
import { isNamedIn, sourcesAtStart } from "./sourcesAtStart.ts";

const CATALOGUE = /^(.*\/src\/i18n\/catalogs\/[a-z-]+\.json)\?(start|later)$/i;
const MAIN = new URL("../src/main.tsx", import.meta.url);

/**
 * @param path of a catalogue: message texts by id
 * @param isAtStart whether to take those that the app can show before it loads another part, or the others
 */
function compileCatalogue(path: string, isAtStart: boolean): string {
  const messages = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  const sources = sourcesAtStart(MAIN);
  const compiled = Object.entries(messages)
    .filter(([id]) => isNamedIn(sources, id) === isAtStart)
    .map(([id, text]) => [id, compileMessage(text)]);
  return `export default ${JSON.stringify(Object.fromEntries(compiled))};`;
}

export function messages(): Plugin {
  return {
    name: "mastic:messages",
    enforce: "pre",
    load(id) {
      const [, path, part] = CATALOGUE.exec(id) ?? [];
      if (path === undefined) return undefined;
      this.addWatchFile(path);
      return { code: compileCatalogue(path, part === "start"), map: null, moduleType: "js" };
    },
  };
}
