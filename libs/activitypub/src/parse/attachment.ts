// Reads `attachment`: media with description, blurhash and focal point (spec 03: Status Properties, Focal Points).
import type { JsonObject } from "../json.ts";
import type { Attachment } from "../vocabulary/media.ts";
import { webUrl } from "./identifier.ts";
import { links } from "./link.ts";
import { many, recordsOf, typesOf } from "./property.ts";
import { count, flag, text } from "./scalar.ts";

/**
 * Reads attachments. What has no http(s) URL, and profile fields, are passed over; they stay in `raw`.
 * @throws ActivityPubError `too-many`
 */
export const attachments = /* @__PURE__ */ recordsOf<Attachment>("attachments", (record, reading) => {
  const type = typesOf(record)[0] || "Document";
  const link = links(record["url"] ?? record["href"], reading)[0];
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
  const [x, y, more] = many(record["focalPoint"]);
  return isCoordinate(x) && isCoordinate(y) && more === undefined ? [x, y] : null;
}

function isCoordinate(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= 1;
}
