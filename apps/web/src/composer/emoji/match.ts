/** Which emoji are meant by what was typed: the node's own, and those that every device has. */

import type { CustomEmoji } from "../../api/entities/account.ts";
import type { Emoji } from "./table.ts";
import { wellKnown } from "./wellKnown.ts";

/** An emoji as it is chosen. */
export interface ChosenEmoji {
  /** What it is in a text. */
  readonly insert: string;
  /** What it is called where it is completed. */
  readonly title: string;
  /** What it shows, in words. */
  readonly name: string;
  /** The address of its picture, for one of the node's own. */
  readonly picture?: string;
  /** Itself, for one that every device has. */
  readonly sign?: string;
}

export const ownEmoji = ({ shortcode, static_url: picture }: CustomEmoji): ChosenEmoji => ({
  insert: `:${shortcode}:`,
  title: shortcode,
  name: shortcode,
  picture,
});

export const plainEmoji = ({ sign, title, name }: Emoji): ChosenEmoji => ({
  insert: sign,
  title,
  name,
  sign,
});

/** Accents and case say nothing here, and `_` stands for a blank. */
function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[_\s]+/g, " ");
}

/** How far it is from what was typed; undefined for what is not meant. */
function distance(q: string, names: readonly string[], words: readonly string[]): number | undefined {
  const all = names.map(folded);
  if (all.includes(q)) return 0;
  if (all.some((name) => name.startsWith(q))) return 1;
  const others = words.map(folded);
  if (all.some((name) => name.includes(` ${q}`)) || others.includes(q)) return 2;
  if (others.some((word) => word.startsWith(q))) return 3;
  return all.some((name) => name.includes(q)) ? 4 : undefined;
}

/** An exact name first, then what begins like it, then what is meant; of those as near as one another, the node's own. */
export function matchEmoji(
  query: string,
  own: readonly CustomEmoji[],
  table: readonly Emoji[],
  most: number,
): readonly ChosenEmoji[] {
  const q = folded(query).trim();
  if (q === "") return [];
  const places = new Map([...wellKnown.keys()].map((sign, place) => [sign, place]));
  const candidates = [
    ...own.map((it) => ({ chosen: ownEmoji(it), far: distance(q, [it.shortcode], []), place: -1 })),
    ...table.map((it) => ({
      chosen: plainEmoji(it),
      far: distance(q, it.names, it.words),
      place: places.get(it.sign) ?? places.size,
    })),
  ];
  return candidates
    .flatMap(({ far, ...rest }) => (far === undefined ? [] : [{ far, ...rest }]))
    .sort((a, b) => a.far - b.far || a.place - b.place)
    .slice(0, most)
    .map(({ chosen }) => chosen);
}
