/** Mastodon: methods/filters, version 2. */

import type { Transport } from "../../ports/transport.ts";
import { filter, type Filter, type FilterContext } from "../entities/filter.ts";
import { read, readList } from "../read.ts";

const PATH = "/api/v2/filters";

export interface FilterDraft {
  readonly title: string;
  readonly contexts: readonly FilterContext[];
  readonly action: "warn" | "hide";
  /** How long it works from now on, in seconds; null for ever, undefined as before. */
  readonly seconds: number | null | undefined;
  readonly keywords: readonly {
    /** undefined for a new one */
    readonly id: string | undefined;
    readonly keyword: string;
    readonly wholeWord: boolean;
  }[];
  /** Keywords that are there no more. */
  readonly removed: readonly string[];
}

export async function readFilters(transport: Transport): Promise<Filter[]> {
  return readList(filter, (await transport.request({ method: "GET", path: PATH })).body);
}

/** @param id undefined for a new filter */
export async function saveFilter(
  transport: Transport,
  id: string | undefined,
  draft: FilterDraft,
): Promise<Filter> {
  const { body } = await transport.request({
    method: id === undefined ? "POST" : "PUT",
    path: id === undefined ? PATH : `${PATH}/${id}`,
    body: {
      title: draft.title,
      context: draft.contexts,
      filter_action: draft.action,
      ...(draft.seconds === undefined ? {} : { expires_in: draft.seconds ?? "" }),
      keywords_attributes: [
        ...draft.keywords.map(({ id: known, keyword, wholeWord }) => ({
          ...(known === undefined ? {} : { id: known }),
          keyword,
          whole_word: wholeWord,
        })),
        ...draft.removed.map((known) => ({ id: known, _destroy: true })),
      ],
    },
  });
  return read(filter, body);
}

export async function deleteFilter(transport: Transport, id: string): Promise<void> {
  await transport.request({ method: "DELETE", path: `${PATH}/${id}` });
}
