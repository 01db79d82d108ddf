// Reads `url`, which may hold a string, a Link, or several of either (ActivityStreams vocabulary, url and Link).
import { isRecord, type JsonObject } from "../json.ts";
import { isWebUrl } from "../uri.ts";
import type { Link } from "../vocabulary/media.ts";
import { optionalIdentifier } from "./identifier.ts";
import { canonical, each } from "./property.ts";
import type { Read } from "./reading.ts";
import { count, text, texts } from "./scalar.ts";

const NO_MEMBERS: JsonObject = {};
const NO_RELATIONS: readonly string[] = [];

/**
 * All http(s) links of the property; others are passed over.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export const links: Read<readonly Link[]> = (value, reading) =>
  each(value, reading.limits.attachments, reading, (entry) => {
    const record = isRecord(entry) ? canonical(entry, reading) : NO_MEMBERS;
    const href = isRecord(entry) ? optionalIdentifier(record["href"] ?? record["id"], reading) : entry;
    if (typeof href !== "string" || href.length > reading.limits.uri || !isWebUrl(href)) return null;
    return {
      href,
      mediaType: text(record["mediaType"]),
      rel: record["rel"] === undefined ? NO_RELATIONS : (texts(record["rel"], reading) ?? NO_RELATIONS),
      width: count(record["width"]),
      height: count(record["height"]),
    };
  });

/** The link for people: text/html before one without a type before all others. */
export function pageOf(all: readonly Link[]): string | null {
  const page =
    all.find((link) => link.mediaType?.startsWith("text/html")) ??
    all.find((link) => link.mediaType === null) ??
    all[0];
  return page?.href ?? null;
}
