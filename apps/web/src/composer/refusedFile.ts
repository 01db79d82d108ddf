/** Which files a server would refuse by what it says of itself (Mastodon: entities/Instance, `media_attachments`). */

import type { Instance } from "../api/entities/instance.ts";
import { ApiError } from "../ports/apiError.ts";

export type UploadLimits = Instance["configuration"]["media_attachments"];

/** In the words of the composer's messages. */
export type FileRefusal =
  | { readonly id: "compose.unsupportedFile" }
  | { readonly id: "compose.fileTooLarge"; readonly octets: number };

/** Other names of types, as some systems call them: servers look into the file. */
const aliases: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "audio/m4a": "audio/mp4",
  "audio/mp3": "audio/mpeg",
  "audio/opus": "audio/ogg",
  "audio/wave": "audio/wav",
  "audio/vnd.wave": "audio/wav",
  "video/m4v": "video/mp4",
};

function plainType(type: string): string {
  const plain = type.toLowerCase().replace(/;.*$/s, "").replace("/x-", "/");
  return aliases[plain] ?? plain;
}

/**
 * Whether a server has refused a file for its type, which it will do again. Mastodon answers 422 for much, and says what
 * only in words: "Validation failed: File content type is invalid", "File type of uploaded media could not be verified".
 */
export function isUnsupported(error: unknown): boolean {
  return error instanceof ApiError && error.status === 422 && /\btype\b|kind of file/i.test(error.message);
}

/**
 * @param sizes whether those that are said count
 * @returns undefined for what the server is to judge: of some files the device knows no type
 */
export function refusalOf(
  file: Pick<File, "type" | "size">,
  limits: UploadLimits,
  sizes: boolean,
): FileRefusal | undefined {
  const type = plainType(file.type);
  if (type !== "" && !limits.supported_mime_types.some((it) => plainType(it) === type)) {
    return { id: "compose.unsupportedFile" };
  }
  const most = type.startsWith("image/") ? limits.image_size_limit : limits.video_size_limit;
  const isTooLarge = sizes && type !== "" && most !== undefined && file.size > most;
  return isTooLarge ? { id: "compose.fileTooLarge", octets: most } : undefined;
}
