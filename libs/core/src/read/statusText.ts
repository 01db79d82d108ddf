/** What can be read of a status: what filters and searches look at. */

import { htmlToText } from "@mastic/activitypub";
import type { MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";

/** How much of one status is searched, in UTF-16 code units. */
export const SEARCHED_OF_STATUS = 10_000;
/** For each character of text, so much HTML is read. */
const MARKUP = 4;

/**
 * Its warning, its poll, its hashtags, its text, and what its media are described by, from the beginning.
 * @param most how much of it, in UTF-16 code units
 */
export function statusText(
  status: Pick<StatusRow, "spoilerText" | "poll" | "tags" | "content">,
  media: readonly MediaRow[],
  most: number,
): string {
  const parts = [
    status.spoilerText ?? "",
    ...(status.poll?.options.map(({ title }) => title) ?? []),
    ...status.tags.map((tag) => `#${tag}`),
    htmlToText(status.content.slice(0, most * MARKUP)),
    ...media.map(({ description }) => description ?? ""),
  ];
  return parts.join("\n").slice(0, most);
}
