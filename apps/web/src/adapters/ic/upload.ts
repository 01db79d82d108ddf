/** Uploads to a home: files in chunks, since a message takes 2 MiB, and pictures of profiles in one message. */

import type { User } from "@mastic/ic-client";
import { ApiError } from "../../ports/apiError.ts";
import type { ApiAnswer, ApiRequest, UploadRequest } from "../../ports/transport.ts";
import { ask, heard, messageOf } from "./ask.ts";
import { preparePicture, type Prepared } from "./picture.ts";

/** A few round trips for a picture, and progress that can be seen. */
const CHUNK_OCTETS = 500_000;
/** As many messages are under way at a time. */
const AT_ONCE = 4;
/** What a message takes, with room for the rest of it. */
const MESSAGE_OCTETS = 1_900_000;
/** The longer side of a picture of a profile, in pixels. */
const PROFILE_PIXELS = 1_500;

/** @throws {ApiError} */
export function sendUpload(home: User, request: UploadRequest): Promise<ApiAnswer> {
  const isMedia = request.method === "POST" && /^\/api\/v[12]\/media$/.test(request.path);
  return isMedia ? sendMedia(home, request) : sendForm(home, request);
}

/** Mastodon: POST /api/v2/media. */
async function sendMedia(home: User, { fields, onProgress, signal }: UploadRequest): Promise<ApiAnswer> {
  const { file, description, focus } = fields;
  if (!(file instanceof Blob)) throw new ApiError("refused", "There is no file.", 422);
  const prepared = await preparePicture(file);
  const bytes = new Uint8Array(await prepared.blob.arrayBuffer());
  const sha256 = hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  const count = Math.ceil(bytes.length / CHUNK_OCTETS);
  let next = 0;
  let sent = 0;
  const sendChunks = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      signal?.throwIfAborted();
      const chunk = bytes.subarray(index * CHUNK_OCTETS, (index + 1) * CHUNK_OCTETS);
      await heard(() => home.upload_media_chunk({ sha256, index, bytes: chunk }));
      sent += 1;
      onProgress?.(sent / (count + 1));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendChunks));
  const text = typeof description === "string" && description !== "" ? [description] : [];
  const { id } = await heard(() => home.attach_media(attachArgs(sha256, count, prepared, text)));
  onProgress?.(1);
  const path = `/api/v1/media/${id}`;
  const asked: ApiRequest =
    typeof focus === "string" ? { method: "PUT", path, body: { focus } } : { method: "GET", path };
  return ask(home, messageOf(asked));
}

type AttachArgs = Parameters<User["attach_media"]>[0];

function attachArgs(
  sha256: string,
  chunks: number,
  { blob, width, height, blurhash }: Prepared,
  description: [] | [string] | string[],
): AttachArgs {
  const [text] = description;
  return {
    sha256,
    chunks,
    media_type: blob.type,
    description: text === undefined ? [] : [text],
    blurhash: blurhash === undefined ? [] : [blurhash],
    width: width === undefined ? [] : [width],
    height: height === undefined ? [] : [height],
  };
}

/** A form of texts and small pictures, as one message (RFC 7578). */
async function sendForm(home: User, { method, path, fields, onProgress }: UploadRequest): Promise<ApiAnswer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") form.set(name, value);
    else form.set(name, (await preparePicture(value, PROFILE_PIXELS)).blob, name);
  }
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") ?? "";
  const body = new Uint8Array(await encoded.arrayBuffer());
  if (body.length > MESSAGE_OCTETS) throw new ApiError("refused", "The pictures are too large.", 413);
  onProgress?.(0);
  const answer = await ask(home, { method, url: path, headers: [["content-type", type]], body });
  onProgress?.(1);
  return answer;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
