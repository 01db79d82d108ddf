/** A Vite plugin: message catalogues in ICU syntax become what lingui runs, so that no parser of it is shipped. */

import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const CATALOGUE = /\/src\/i18n\/catalogs\/[a-z-]+\.json$/i;

/** @param source a catalogue: message texts by id */
function compileCatalogue(source: string): string {
  const messages = JSON.parse(source) as Record<string, string>;
  const compiled = Object.entries(messages).map(([id, text]) => [id, compileMessage(text)]);
  return `export default ${JSON.stringify(Object.fromEntries(compiled))};`;
}

export function messages(): Plugin {
  return {
    name: "mastic:messages",
    enforce: "pre",
    transform(source, id) {
      if (!CATALOGUE.test(id)) return undefined;
      return { code: compileCatalogue(source), map: null, moduleType: "js" };
    },
  };
}
