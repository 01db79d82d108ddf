// Reads `attachment`: media with description, blurhash and focal point (spec 03: Status Properties, Focal Points).
import { isRecord, type JsonObject, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Attachment } from "../vocabulary/media.ts";
import { readLinks } from "./link.ts";
import { webUrl } from "./identifier.ts";
import { bounded, canonical, many, typesOf } from "./property.ts";
import { count, flag, text } from "./scalar.ts";

/**
 * Reads attachments. What has no http(s) URL, and profile fields, are passed over; they stay in `raw`.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export function readAttachments(
  value: JsonValue | undefined,
  path: string,
  limits: Limits,
): readonly Attachment[] {
  const attachments: Attachment[] = [];
  for (const [index, entry] of bounded(value, limits.attachments, path).entries()) {
    if (!isRecord(entry)) continue;
    const record = canonical(entry, `${path}[${index}]`);
    const type = typesOf(record)[0] ?? "Document";
    if (type === "PropertyValue") continue;
    const link = readLinks(record["url"] ?? record["href"], `${path}[${index}].url`, limits)[0];
    if (link === undefined) continue;
    attachments.push({
      type,
      mediaType: text(record["mediaType"]) ?? link.mediaType,
      url: link.href,
      name: text(record["summary"]) ?? text(record["name"]),
      blurhash: text(record["blurhash"]),
      focalPoint: readFocalPoint(record),
      width: count(record["width"]) ?? link.width,
      height: count(record["height"]) ?? link.height,
      thumbnail: webUrl(record["icon"], limits),
      sensitive: flag(record["sensitive"]),
    });
  }
  return attachments;
}

function readFocalPoint(record: JsonObject): readonly [number, number] | null {
  const point = many(record["focalPoint"]);
  const [x, y] = point;
  if (point.length !== 2 || typeof x !== "number" || typeof y !== "number") return null;
  return Math.abs(x) <= 1 && Math.abs(y) <= 1 ? [x, y] : null;
}
