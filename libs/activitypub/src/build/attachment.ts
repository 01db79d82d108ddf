// Builds media attachments as Mastodon sends them (spec 03: Status Properties, Focal Points, Blurhash).
import type { JsonObject } from "../json.ts";
import { checked, record } from "./record.ts";

/** A piece of media to attach; `Attachment` as parsing gives it fits. */
export interface AttachmentInput {
  /** Document unless told otherwise, as Mastodon does. */
  readonly type?: string;
  readonly mediaType: string | null;
  readonly url: string;
  /** The description. */
  readonly name?: string | null;
  readonly blurhash?: string | null;
  readonly focalPoint?: readonly [number, number] | null;
  readonly width?: number | null;
  readonly height?: number | null;
  /** The URL of a smaller picture. */
  readonly thumbnail?: string | null;
  readonly sensitive?: boolean | null;
}

/**
 * One entry of `attachment`.
 * @throws ActivityPubError `invalid-input`
 */
export function buildAttachment(media: AttachmentInput, index: number): JsonObject {
  return record({
    type: media.type ?? "Document",
    mediaType: media.mediaType,
    url: checked(media.url, `$.attachments[${index}].url`),
    name: media.name,
    blurhash: media.blurhash,
    focalPoint: media.focalPoint,
    width: media.width,
    height: media.height,
    icon:
      media.thumbnail === undefined || media.thumbnail === null
        ? null
        : { type: "Image", url: media.thumbnail },
    sensitive: media.sensitive,
  });
}
