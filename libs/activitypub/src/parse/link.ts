// Reads `url`, which may hold a string, a Link, or several of either (ActivityStreams vocabulary, url and Link).
import { isRecord, type JsonObject } from "../json.ts";
import type { Link } from "../vocabulary/media.ts";
import { webUrl } from "./identifier.ts";
import { each, isAbsent } from "./property.ts";
import type { Read } from "./reading.ts";
import { count, text, texts } from "./scalar.ts";

const NO_MEMBERS: JsonObject = {};
const NO_RELATIONS: readonly string[] = [];

/**
 * All http(s) links of the property; others are passed over.
 * @throws ActivityPubError `too-many`
 */
export const links: Read<readonly Link[]> = (value, reading) =>
  each(value, reading.limits.attachments, reading, (entry) => {
    const record = isRecord(entry) ? entry : NO_MEMBERS;
    const href = webUrl(record === entry ? (record["href"] ?? record["id"]) : entry, reading);
    return href === null
      ? null
      : {
          href,
          mediaType: text(record["mediaType"]),
          rel: isAbsent(record, "rel") ? NO_RELATIONS : texts(record["rel"], reading),
          width: count(record["width"]),
          height: count(record["height"]),
        };
  });

/** The link for people: text/html before one without a type before all others. */
export function pageOf(all: readonly Link[]): string | undefined {
  const page =
    all.find((link) => link.mediaType?.startsWith("text/html")) ??
    all.find((link) => link.mediaType === null) ??
    all[0];
  return page?.href;
}
