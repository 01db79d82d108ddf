// Reads `url`, which may hold a string, a Link, or several of either (ActivityStreams vocabulary, url and Link).
import { isRecord, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { isWebUrl } from "../uri.ts";
import type { Link } from "../vocabulary/media.ts";
import { optionalIdentifier } from "./identifier.ts";
import { bounded, canonical, many } from "./property.ts";
import { count, text } from "./scalar.ts";

/**
 * All http(s) links of the property; others are passed over.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export function readLinks(value: JsonValue | undefined, path: string, limits: Limits): readonly Link[] {
  const links: Link[] = [];
  for (const [index, entry] of bounded(value, limits.attachments, path).entries()) {
    const record = isRecord(entry) ? canonical(entry, `${path}[${index}]`) : {};
    const href = isRecord(entry) ? optionalIdentifier(record["href"] ?? record["id"], limits) : entry;
    if (typeof href !== "string" || href.length > limits.uri || !isWebUrl(href)) continue;
    links.push({
      href,
      mediaType: text(record["mediaType"]),
      rel: many(record["rel"]).filter((rel) => typeof rel === "string"),
      width: count(record["width"]),
      height: count(record["height"]),
    });
  }
  return links;
}

/** The link for people: text/html before one without a type before all others. */
export function pageOf(links: readonly Link[]): string | null {
  const page =
    links.find((link) => link.mediaType?.startsWith("text/html")) ??
    links.find((link) => link.mediaType === null) ??
    links[0];
  return page?.href ?? null;
}
