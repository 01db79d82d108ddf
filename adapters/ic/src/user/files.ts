/** Files of this home by their SHA-256, taken in chunk by chunk, since a message is at most 2 MiB. */

import { CoreError, INSTANCE, type Store, type Turn } from "@mastic/core";
import { toHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { MAX_CHUNKS, noteUpload } from "./sweepFiles.ts";
import { chunks, files } from "./tables.ts";

/** What a chunk may take: with room for the rest of its message. */
const CHUNK = 1_500_000;
/** What a file may take: hashing it costs about 100 instructions a byte. */
const FILE = 16_000_000;

export interface KeptFile {
  readonly chunks: number;
  readonly bytes: number;
  readonly mediaType: string;
}

/** Keeps one chunk; the same again changes nothing. @throws {CoreError} `BadArgs`, `LimitExceeded` */
export async function keepChunk(store: Store, hash: string, index: number, bytes: Uint8Array): Promise<void> {
  checkHash(hash);
  if (bytes.length === 0 || bytes.length > CHUNK || index >= MAX_CHUNKS) {
    throw new CoreError("LimitExceeded", `A chunk has 1 to ${CHUNK} bytes, a file at most ${MAX_CHUNKS}.`);
  }
  await store.turn(INSTANCE, async (turn) => {
    await noteUpload(turn, hash);
    if ((await turn.get(files, { sha256: hash })) !== undefined) return;
    await turn.put(chunks, { sha256: hash, index, bytes });
  });
}

/** Takes the chunks of a file together, if they are what their hash says. @throws {CoreError} `BadArgs`, `LimitExceeded` */
export async function completeFile(
  store: Store,
  hash: string,
  count: number,
  mediaType: string,
): Promise<void> {
  checkHash(hash);
  if (count < 1 || count > MAX_CHUNKS) throw new CoreError("BadArgs", "There is no such file.");
  await store.turn(INSTANCE, async (turn) => {
    await noteUpload(turn, hash);
    // The Federation has forgotten us if nothing showed the file meanwhile.
    announce(turn, hash);
    if ((await turn.get(files, { sha256: hash })) !== undefined) return;
    const parts = await turn.getMany(
      chunks,
      Array.from({ length: count }, (_, index) => ({ sha256: hash, index })),
    );
    const bytes = joined(parts.map((part) => part?.bytes));
    if (toHex(sha256(bytes)) !== hash) throw new CoreError("BadArgs", "The file has another hash.");
    await turn.insert(files, { sha256: hash, chunks: count, bytes: bytes.length, mediaType });
  });
}

/** Keeps a file that came in one message. @returns its hash @throws {CoreError} `LimitExceeded` */
export async function keepFile(store: Store, bytes: Uint8Array, mediaType: string): Promise<string> {
  const hash = toHex(sha256(bytes));
  const count = Math.ceil(bytes.length / CHUNK);
  for (let index = 0; index < count; index += 1) {
    await keepChunk(store, hash, index, bytes.slice(index * CHUNK, (index + 1) * CHUNK));
  }
  await store.turn(INSTANCE, async (turn) => {
    await turn.put(files, { sha256: hash, chunks: count, bytes: bytes.length, mediaType });
    announce(turn, hash);
  });
  return hash;
}

/** The effect that tells the Federation of a file, which serves it under `/media/`. */
export const REGISTER_FILE = "registerFile";

function announce(turn: Turn, sha256: string): void {
  turn.emit({ kind: REGISTER_FILE, payload: { sha256 }, key: sha256 });
}

export async function findFile(store: Store, hash: string): Promise<KeptFile | undefined> {
  return store.view(INSTANCE, (view) => view.get(files, { sha256: hash }));
}

export async function readChunk(store: Store, hash: string, index: number): Promise<Uint8Array | undefined> {
  const row = await store.view(INSTANCE, (view) => view.get(chunks, { sha256: hash, index }));
  return row?.bytes;
}

function checkHash(hash: string): void {
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new CoreError("BadArgs", "This is no SHA-256.", { field: "sha256" });
}

function joined(parts: readonly (Uint8Array | undefined)[]): Uint8Array {
  let length = 0;
  for (const part of parts) {
    if (part === undefined) throw new CoreError("BadArgs", "A chunk is missing.");
    length += part.length;
  }
  if (length > FILE) throw new CoreError("LimitExceeded", `A file has at most ${FILE} bytes.`);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    if (part === undefined) continue;
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
