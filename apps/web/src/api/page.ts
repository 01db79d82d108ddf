/** Pages of a list: Mastodon names the next one in the `Link` header (RFC 8288). */

import type { ApiAnswer, QueryValue } from "../ports/transport.ts";

/** The parameters by which the next page is asked for, as the server named them. */
export type Cursor = Readonly<Record<string, QueryValue>>;

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the list goes on; undefined at its end. */
  readonly next: Cursor | undefined;
  /** For what the device kept: since when, in ms since the Unix epoch. */
  readonly keptAt: number | undefined;
}

const PAGING = ["max_id", "min_id", "since_id", "offset"];

/** @returns the paging parameters of the link with `rel`, if the header has one */
export function cursorOf(link: string | undefined, rel: "next" | "prev"): Cursor | undefined {
  for (const part of (link ?? "").split(/,(?=\s*<)/)) {
    const [, address = "", parameters = ""] = /<([^>]*)>(.*)/.exec(part) ?? [];
    if (!parameters.includes(`rel="${rel}"`)) continue;
    const query = new URLSearchParams(address.slice(address.indexOf("?") + 1));
    const found = PAGING.flatMap((name) => {
      const value = query.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    if (found.length > 0) return Object.fromEntries(found);
  }
  return undefined;
}

export function pageOf<T>(answer: ApiAnswer, items: readonly T[]): Page<T> {
  const next = items.length === 0 ? undefined : cursorOf(answer.link, "next");
  return { items, next, keptAt: answer.keptAt };
}
