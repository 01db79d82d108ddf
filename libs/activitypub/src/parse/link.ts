// Reads `url`, which may hold a string, a Link, or several of either (ActivityStreams vocabulary, url and Link).
import { isRecord } from "../json.ts";
import type { Link } from "../vocabulary/media.ts";
import { webUrl } from "./identifier.ts";
import { listOf } from "./property.ts";
import { count, text, texts } from "./scalar.ts";

/**
 * All http(s) links of the property; others are passed over.
 * @throws ActivityPubError `too-many`
 */
export const links = /* @__PURE__ */ listOf<Link>("attachments", (entry, reading) => {
  const link = isRecord(entry) ? entry : undefined;
  const href = webUrl(link ? (link["href"] ?? link["id"]) : entry, reading);
  return href === null
    ? null
    : {
        href,
        mediaType: text(link?.["mediaType"]),
        rel: texts(link?.["rel"], reading),
        width: count(link?.["width"]),
        height: count(link?.["height"]),
      };
});

/** The link for people, of one or more: text/html before one without a type before all others. */
export function pageOf(all: readonly Link[]): string {
  const page =
    all.find((link) => link.mediaType?.startsWith("text/html")) ??
    all.find((link) => link.mediaType === null) ??
    all[0];
  return page?.href ?? "";
}
