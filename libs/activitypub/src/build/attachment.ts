// Builds media attachments as Mastodon sends them (spec 03: Status Properties, Focal Points, Blurhash).
import type { JsonObject } from "../json.ts";
import { checked, pick, record } from "./record.ts";

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
  checked(media.url, `$.attachments[${index}].url`);
  const icon = media.thumbnail ? { type: "Image", url: media.thumbnail } : null;
  return record({
    type: media.type ?? "Document",
    ...pick(media, "mediaType url name blurhash focalPoint width height"),
    icon,
    ...pick(media, "sensitive"),
  });
}
