// Reads `attachment`: media with description, blurhash and focal point (spec 03: Status Properties, Focal Points).
import type { JsonObject } from "../json.ts";
import type { Attachment } from "../vocabulary/media.ts";
import { webUrl } from "./identifier.ts";
import { links } from "./link.ts";
import { eachRecord, many, typesOf } from "./property.ts";
import type { Read } from "./reading.ts";
import { count, flag, text } from "./scalar.ts";

/**
 * Reads attachments. What has no http(s) URL, and profile fields, are passed over; they stay in `raw`.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export const attachments: Read<readonly Attachment[]> = (value, reading) =>
  eachRecord(value, reading.limits.attachments, reading, (record) => {
    const type = typesOf(record)[0] ?? "Document";
    if (type === "PropertyValue") return null;
    const link = links(record["url"] ?? record["href"] ?? null, reading)?.[0];
    if (link === undefined) return null;
    return {
      type,
      mediaType: text(record["mediaType"]) ?? link.mediaType,
      url: link.href,
      name: text(record["summary"]) ?? text(record["name"]),
      blurhash: text(record["blurhash"]),
      focalPoint: readFocalPoint(record),
      width: count(record["width"]) ?? link.width,
      height: count(record["height"]) ?? link.height,
      thumbnail: webUrl(record["icon"], reading),
      sensitive: flag(record["sensitive"]),
    };
  });

function readFocalPoint(record: JsonObject): readonly [number, number] | null {
  const point = many(record["focalPoint"]);
  const [x, y] = point;
  if (point.length !== 2 || typeof x !== "number" || typeof y !== "number") return null;
  return Math.abs(x) <= 1 && Math.abs(y) <= 1 ? [x, y] : null;
}
