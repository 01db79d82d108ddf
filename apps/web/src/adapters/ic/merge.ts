/** Answers of two canisters as one: each thing once, by its URI. */

import * as z from "zod/mini";

const item = z.looseObject({ uri: z.string() });
type Item = z.infer<typeof item>;
const counts = z.object({
  favourites_count: z.number(),
  reblogs_count: z.number(),
  replies_count: z.number(),
});
type Counts = z.infer<typeof counts>;
const dated = z.looseObject({ uri: z.string(), created_at: z.string() });
const results = z.looseObject({ accounts: z.array(item) });

/**
 * What another home shows, with what the own home knows of the same posts: what has been liked, or boosted. How many did so
 * is for their author's home to say, which hears of the own mark a moment later.
 */
export function withOwnVersions(shown: unknown, known: unknown): unknown {
  const own = new Map(
    z
      .array(item)
      .parse(known)
      .map((it) => [it.uri, it]),
  );
  return z
    .array(item)
    .parse(shown)
    .map((it) => {
      const version = own.get(it.uri);
      return version === undefined ? it : { ...version, ...countsOf(it, version) };
    });
}

function countsOf(shown: Item, { favourited, reblogged }: Item): Partial<Counts> {
  const { data } = counts.safeParse(shown);
  if (data === undefined) return {};
  return {
    ...data,
    favourites_count: Math.max(data.favourites_count, favourited === true ? 1 : 0),
    reblogs_count: Math.max(data.reblogs_count, reblogged === true ? 1 : 0),
  };
}

/** People of the Directory have the profiles that they show now, and so go before those that the own home remembers. */
export function mergeSearch(own: unknown, node: unknown): unknown {
  if (Array.isArray(own)) return distinct([...z.array(item).parse(node), ...z.array(item).parse(own)]);
  const mine = results.parse(own);
  return { ...mine, accounts: distinct([...results.parse(node).accounts, ...mine.accounts]) };
}

/** Posts of several lists, newest first. */
export function newestFirst(lists: readonly unknown[], limit: number): readonly z.infer<typeof dated>[] {
  const all = lists.flatMap((list) => z.array(dated).parse(list));
  return distinct(all)
    .toSorted((one, other) => other.created_at.localeCompare(one.created_at))
    .slice(0, limit);
}

function distinct<T extends { readonly uri: string }>(items: readonly T[]): T[] {
  return [...new Map(items.toReversed().map((it) => [it.uri, it])).values()].toReversed();
}
