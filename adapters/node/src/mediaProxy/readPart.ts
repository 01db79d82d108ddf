/** Reads a part of an open file, a chunk at a time, as the reader takes it. */

import type { FileHandle } from "node:fs/promises";

const READ_BYTES = 65_536;

/** The bytes from `start` to `end`, both included, or to the end of the file. The file stays open. */
export async function* readPart(file: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at <= end;) {
    const chunk = new Uint8Array(Math.min(READ_BYTES, end + 1 - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.byteLength, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}
