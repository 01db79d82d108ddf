/**
 * Chunks of modules: kept as rows of the Directory, and in its chunk store, from where installations take them (Internet
 * Computer interface specification: upload_chunk, stored_chunks, clear_chunk_store).
 *
 * The chunk store has room for a hundred, gives none back, and is only cleared as a whole. A full one is filled anew
 * with the module in use and what was uploaded last.
 */

import { INSTANCE, type Store } from "@mastic/core";
import { toHex } from "../crypto/hex.ts";
import { management } from "../host/management.ts";
import { self } from "../host/principals.ts";
import { moduleChunkBytes, moduleChunks } from "./tables.ts";

/** What a chunk store has room for. */
export const MAX_CHUNKS = 100;
export const CHUNK_BYTES = 1_048_576;
/** How many chunks of others than the module in use outlive a full chunk store: those of some ten builds. */
const NEWEST = 20;
const PAGE = 1_000;

/** @returns their hashes, in hexadecimal */
export async function storedChunks(): Promise<ReadonlySet<string>> {
  const stored = await management("stored_chunks", [{ canister_id: self() }]);
  return new Set(stored.map(({ hash }) => toHex(hash)));
}

/**
 * Keeps a chunk: its row first, then in the chunk store, which takes one that it has already. A chunk store that is
 * filled anew meanwhile is cleared either before it is given this one, or with the row to put it back from.
 * @throws {CallError}
 */
export async function keepChunk(store: Store, hash: string, bytes: Uint8Array): Promise<void> {
  await store.turn(INSTANCE, async (turn) => {
    await turn.put(moduleChunks, { hash, uploadedAt: turn.now });
    await turn.put(moduleChunkBytes, { hash, bytes });
  });
  await management("upload_chunk", [{ canister_id: self(), chunk: bytes }]);
}

/** Puts those of these chunks that are kept, and that the chunk store lacks, back into it. @throws {CallError} */
export async function putBack(store: Store, hashes: readonly string[]): Promise<void> {
  const stored = await storedChunks();
  for (const hash of hashes) {
    if (stored.has(hash)) continue;
    const row = await store.view(INSTANCE, (view) => view.get(moduleChunkBytes, { hash }));
    if (row !== undefined) await management("upload_chunk", [{ canister_id: self(), chunk: row.bytes }]);
  }
}

/** Whether each of these could be put back. */
export async function areKept(store: Store, hashes: readonly string[]): Promise<boolean> {
  const keys = hashes.map((hash) => ({ hash }));
  const rows = await store.view(INSTANCE, (view) => view.getMany(moduleChunks, keys));
  return !rows.includes(undefined);
}

/**
 * Makes room in the chunk store, and forgets the rows of what has had to go.
 * @param inUse what stays in any case: each is kept @throws {CallError}
 */
export async function makeRoom(store: Store, inUse: readonly string[]): Promise<void> {
  const left = await store.turn(INSTANCE, async (turn) => {
    const { rows } = await turn.scan(moduleChunks, { index: "byUpload", reverse: true, limit: PAGE });
    const others = rows.map(({ hash }) => hash).filter((hash) => !inUse.includes(hash));
    for (const hash of others.slice(NEWEST)) {
      await turn.delete(moduleChunks, { hash });
      await turn.delete(moduleChunkBytes, { hash });
    }
    return [...inUse, ...others.slice(0, NEWEST)];
  });
  await management("clear_chunk_store", [{ canister_id: self() }]);
  await putBack(store, left);
}
