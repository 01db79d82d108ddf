/**
 * Tells what a file is by its first bytes (WHATWG MIME Sniffing section 6, and the formats' own specifications). Names
 * and declared types are never believed; what is not recognised is nothing.
 */

export type SniffedType =
  | "image/jpeg"
  | "image/png"
  | "image/gif"
  | "image/webp"
  | "image/avif"
  | "video/mp4"
  | "video/quicktime"
  | "video/webm"
  | "audio/mp4"
  | "audio/ogg"
  | "audio/mpeg"
  | "audio/wav"
  | "audio/flac"
  | "audio/aac";

/** Enough bytes for every rule below. */
export const SNIFF_BYTES = 64;

export function sniff(bytes: Uint8Array): SniffedType | undefined {
  const at = (offset: number, text: string): boolean => {
    for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false;
    return true;
  };
  if (at(0, "\xff\xd8\xff")) return "image/jpeg";
  if (at(0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (at(0, "GIF87a") || at(0, "GIF89a")) return "image/gif";
  if (at(0, "RIFF") && at(8, "WEBPVP8")) return "image/webp";
  if (at(0, "RIFF") && at(8, "WAVE")) return "audio/wav";
  if (at(4, "ftyp")) return isoBrand(bytes);
  if (at(0, "\x1a\x45\xdf\xa3")) return isWebm(bytes) ? "video/webm" : undefined;
  if (at(0, "OggS\0")) return at(28, "\x80theora") ? undefined : "audio/ogg";
  if (at(0, "fLaC")) return "audio/flac";
  if (at(0, "ID3")) return "audio/mpeg";
  return mpegAudio(bytes);
}

/** ISO/IEC 14496-12 section 4.3: the major brand. HEIC is left out, since the image library cannot decode it. */
function isoBrand(bytes: Uint8Array): SniffedType | undefined {
  const brand = String.fromCharCode(...bytes.subarray(8, 12));
  if (brand === "avif" || brand === "avis") return "image/avif";
  if (brand === "M4A " || brand === "M4B ") return "audio/mp4";
  if (brand === "qt  ") return "video/quicktime";
  return /^(isom|iso[2-9]|mp4[12]|avc1|M4V |M4VP|dash|MSNV|3gp\w)$/.test(brand) ? "video/mp4" : undefined;
}

/** RFC 9559 section 11.2.1: the DocType of the EBML header is `webm`, not `matroska`. */
function isWebm(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, SNIFF_BYTES)).includes("\x42\x82\x84webm");
}

/** ISO/IEC 11172-3 section 2.4.1.3: a frame header whose fields are all possible; ADTS (ISO/IEC 13818-7) shares its sync word. */
function mpegAudio(bytes: Uint8Array): SniffedType | undefined {
  const [sync = 0, second = 0, third = 0] = bytes;
  if (sync !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  if ((second & 0xf6) === 0xf0) return "audio/aac";
  const isLayer3 = (second & 0x06) === 0x02;
  const isPossible =
    (second & 0x18) !== 0x08 && third >> 4 !== 0x0f && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
  return isLayer3 && isPossible ? "audio/mpeg" : undefined;
}
