/** Turns what is attached to an object into what media rows hold of it (spec 03: Status Properties, Focal Points, Blurhash). */

import { isWebUrl, type Attachment, type ContentObject } from "@mastic/activitypub";
import type { MediaKind, MediaRow } from "../schema/media.ts";
import { bounds, cut } from "./bounds.ts";

export type MediaDraft = Pick<
  MediaRow,
  "kind" | "mediaType" | "remoteUrl" | "description" | "blurhash" | "meta" | "position"
>;

const KINDS: Readonly<Record<string, MediaKind>> = { image: "image", video: "video", audio: "audio" };

/** The attachments of an object, in their order: those that can be fetched, at most so many. */
export function toMedia(object: ContentObject): MediaDraft[] {
  const attachments = object.attachments.filter((attachment) => attachment.type !== "Link");
  return [...own(object), ...attachments]
    .filter((attachment) => isWebUrl(attachment.url))
    .slice(0, bounds.media)
    .map((attachment, position) => ({
      kind: kindOf(attachment),
      mediaType: cut(attachment.mediaType ?? "application/octet-stream", 100),
      remoteUrl: attachment.url,
      description: attachment.name === null ? null : cut(attachment.name, bounds.description),
      blurhash:
        attachment.blurhash !== null && attachment.blurhash.length <= 200 ? attachment.blurhash : null,
      meta: metaOf(attachment),
      position,
    }));
}

/** An Image, an Audio or a Video is its own attachment: the first link of its media type. */
function own(object: ContentObject): Attachment[] {
  const kind = object.type.toLowerCase();
  if (KINDS[kind] === undefined) return [];
  const link = object.links.find(({ mediaType }) => mediaType?.startsWith(`${kind}/`) === true);
  if (link === undefined) return [];
  const { href, mediaType, width, height } = link;
  return [
    {
      type: object.type,
      url: href,
      mediaType,
      width,
      height,
      name: null,
      blurhash: null,
      focalPoint: null,
      thumbnail: object.image,
      sensitive: null,
    },
  ];
}

function kindOf(attachment: Attachment): MediaKind {
  const type = attachment.mediaType?.split("/", 1)[0] ?? attachment.type.toLowerCase();
  return Object.hasOwn(KINDS, type) ? (KINDS[type] ?? "unknown") : "unknown";
}

function metaOf({ width, height, focalPoint }: Attachment): MediaRow["meta"] {
  const pixels = (value: number | null): number | undefined =>
    value !== null && Number.isInteger(value) && value > 0 && value < 100_000 ? value : undefined;
  const [w, h] = [pixels(width), pixels(height)];
  return {
    ...(w === undefined ? {} : { width: w }),
    ...(h === undefined ? {} : { height: h }),
    ...(focalPoint === null ? {} : { focus: { x: focalPoint[0], y: focalPoint[1] } }),
  };
}
