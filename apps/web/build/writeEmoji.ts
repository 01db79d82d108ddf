/**
 * Writes the tables of emoji, from CLDR's annotations as emojibase has them: `npm run emoji -w apps/web -- FOLDER`, where
 * FOLDER holds what `npm pack emojibase-data` unpacks to.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const TABLES = new URL("../src/composer/emoji/", import.meta.url);
/** Of Unicode's emoji: what devices of the last few years show. */
const NEWEST = 15.1;
/** As emojibase counts them; 2 is what emoji are put together from. */
const groups = {
  smileys: 0,
  people: 1,
  nature: 3,
  food: 4,
  travel: 5,
  activities: 6,
  objects: 7,
  symbols: 8,
  flags: 9,
};

const named = z.object({ hexcode: z.string(), label: z.string(), tags: z.array(z.string()).default([]) });
const placed = named.extend({
  emoji: z.string(),
  version: z.number(),
  type: z.number(),
  group: z.number().optional(),
});
const codes = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const [folder = "package"] = process.argv.slice(2);
const read = <T>(shape: z.ZodType<T>, path: string): T =>
  shape.parse(JSON.parse(readFileSync(join(folder, path), "utf8")));

function write(name: string, table: object): void {
  writeFileSync(new URL(name, TABLES), `${JSON.stringify(table, null, 2)}\n`);
}

/** An emoji that is one without it needs no variation selector (UTS #51: fully-qualified). */
const english = read(z.array(placed), "en/data.json")
  .filter(({ version }) => version <= NEWEST)
  .map((it) => ({ ...it, emoji: it.type === 1 ? it.emoji.replace(/^(.)\u{FE0F}$/u, "$1") : it.emoji }));
const shortcodes = read(codes, "en/shortcodes/iamcal.json");

/** The name, its shortcodes, and single words that mean it and are no part of its name. */
function textOf({ label, tags }: z.infer<typeof named>, names: readonly string[] = []): string {
  const words = tags.filter((tag) => !tag.includes(" ") && !label.includes(tag) && !names.includes(tag));
  return [label, names.join(" "), words.join(" ")].join("|");
}

write(
  "english.json",
  Object.fromEntries(
    Object.entries(groups).map(([name, group]) => [
      name,
      Object.fromEntries(
        english
          .filter((it) => it.group === group)
          .map((it) => [it.emoji, textOf(it, [shortcodes[it.hexcode] ?? []].flat())]),
      ),
    ]),
  ),
);
const italian = new Map(read(z.array(named), "it/compact.json").map((it) => [it.hexcode, it]));
write(
  "italian.json",
  Object.fromEntries(
    english.flatMap(({ hexcode, emoji, group }) => {
      const it = italian.get(hexcode);
      return it === undefined || group === undefined || group === 2 ? [] : [[emoji, textOf(it)]];
    }),
  ),
);
