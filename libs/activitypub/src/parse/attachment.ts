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
 * @throws ActivityPubError `too-many`
 */
export const attachments: Read<readonly Attachment[]> = (value, reading) =>
  eachRecord(value, reading.limits.attachments, reading, (record) => {
    const type = typesOf(record)[0] || "Document";
    const link = links(record["url"] ?? record["href"] ?? null, reading)?.[0];
    return link === undefined || type === "PropertyValue"
      ? null
      : {
          type,
          mediaType: text(record["mediaType"]) ?? link.mediaType,
          url: link.href,
          name: text(record["summary"]) ?? text(record["name"]),
          blurhash: text(record["blurhash"]),
          focalPoint: focalPoint(record),
          width: count(record["width"]) ?? link.width,
          height: count(record["height"]) ?? link.height,
          thumbnail: webUrl(record["icon"], reading),
          sensitive: flag(record["sensitive"]),
        };
  });

function focalPoint(record: JsonObject): readonly [number, number] | null {
  const point = many(record["focalPoint"]);
  const [x, y] = point;
  return isCoordinate(x) && isCoordinate(y) && point.length === 2 ? [x, y] : null;
}

function isCoordinate(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 1;
}
