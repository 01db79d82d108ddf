import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sniff } from "./sniff.ts";

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe("sniff", () => {
  it.each([
    ["\xff\xd8\xff\xe0", "image/jpeg"],
    ["\x89PNG\r\n\x1a\n", "image/png"],
    ["GIF89a", "image/gif"],
    ["RIFF\0\0\0\0WEBPVP8 ", "image/webp"],
    ["RIFF\0\0\0\0WEBPVP8X", "image/webp"],
    ["\0\0\0\x20ftypavif", "image/avif"],
    ["\0\0\0\x20ftypisom", "video/mp4"],
    ["\0\0\0\x20ftypmp42", "video/mp4"],
    ["\0\0\0\x14ftypqt  ", "video/quicktime"],
    ["\0\0\0\x20ftypM4A ", "audio/mp4"],
    ["\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm", "video/webm"],
    ["OggS\0\x02", "audio/ogg"],
    ["ID3\x04", "audio/mpeg"],
    ["\xff\xfb\x90\x64", "audio/mpeg"],
    ["\xff\xf1\x50\x80", "audio/aac"],
    ["RIFF\0\0\0\0WAVEfmt ", "audio/wav"],
    ["fLaC\0\0\0\x22", "audio/flac"],
  ])("%j is %s", (start, type) => {
    expect(sniff(latin1(start))).toBe(type);
  });

  it.each([
    "",
    "<svg xmlns='http://www.w3.org/2000/svg'><script>",
    "<!DOCTYPE html>",
    '{"@context":"https://www.w3.org/ns/activitystreams"}',
    "%PDF-1.7",
    "PK\x03\x04",
    "MZ\x90",
    "RIFF\0\0\0\0AVI ",
    "\0\0\0\x20ftypheic",
    "\x1a\x45\xdf\xa3\x42\x82\x88matroska",
    "\xff\xff\xff\xff",
    "\xff\xfe<\0h\0",
    "BM",
  ])("%j is nothing that is kept", (start) => {
    expect(sniff(latin1(start))).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void sniff(bytes)));
  });
});
