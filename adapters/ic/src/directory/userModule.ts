/**
 * The wasm module of User canisters: kept in the chunk store of the Directory, from where every installation takes it
 * (Internet Computer interface specification: install_chunked_code).
 */

import { INSTANCE, type Store } from "@mastic/core";
import { fromHex, toHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { CallError } from "../engine/call.ts";
import { Refusal } from "../frame/refusal.ts";
import { management } from "../host/management.ts";
import { self } from "../host/principals.ts";
import { Setting } from "../host/setting.ts";
import {
  areKept,
  CHUNK_BYTES,
  keepChunk,
  makeRoom,
  MAX_CHUNKS,
  putBack,
  storedChunks,
} from "./moduleChunks.ts";
import type { UserModule } from "../candid/directory.did.ts";
import type { Principal } from "@icp-sdk/core/principal";
import type { canister_install_mode } from "../candid/management.did.ts";

/** Hashes in hexadecimal. */
type Kept = { readonly moduleHash: string; readonly chunkHashes: readonly string[] } | null;

const setting = new Setting<Kept>("userModule", null);
const HASH_BYTES = 32;

/**
 * Keeps a chunk. A full chunk store is filled anew then, if that is safe: no batch upgrade takes chunks from it, and
 * those of the module in use can be put back.
 * @returns its SHA-256 @throws {Refusal} `Rejected`, `UpgradeInProgress`
 */
export async function uploadChunk(
  store: Store,
  chunk: Uint8Array,
  isUpgrading: () => Promise<boolean>,
): Promise<Uint8Array> {
  if (chunk.length === 0 || chunk.length > CHUNK_BYTES)
    throw new Refusal({ Rejected: `A chunk has 1 to ${CHUNK_BYTES} bytes.` });
  const digest = sha256(chunk);
  const hash = toHex(digest);
  try {
    const stored = await storedChunks();
    if (stored.size >= MAX_CHUNKS && !stored.has(hash)) {
      if (await isUpgrading()) throw new Refusal({ UpgradeInProgress: null });
      const inUse = (await setting.read(store))?.chunkHashes ?? [];
      if (!(await areKept(store, inUse)))
        throw new Refusal({
          Rejected: "The chunk store is full: upload the module in use once more, first.",
        });
      await makeRoom(store, inUse);
    }
    await keepChunk(store, hash, chunk);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    throw new Refusal({ Rejected: `The chunk store does not take it: ${error.message}` });
  }
  return digest;
}

/**
 * What is wrong with it, for people; a chunk that is not in the store is. Whether several chunks make the module of that
 * hash is not seen before the first installation: the store gives hashes, and no chunk.
 * @throws {CallError}
 */
export async function faultOfModule({ chunk_hashes, module_hash }: UserModule): Promise<string | undefined> {
  const isSound =
    module_hash.length === HASH_BYTES &&
    chunk_hashes.length > 0 &&
    chunk_hashes.length <= MAX_CHUNKS &&
    chunk_hashes.every((hash) => hash.length === HASH_BYTES);
  if (!isSound) return "Hashes are of 32 bytes, and a module has 1 to 100 chunks.";
  const wanted = chunk_hashes.map(toHex);
  if (wanted.length === 1 && wanted[0] !== toHex(module_hash))
    return "A module of one chunk has the hash of that chunk.";
  const here = await storedChunks();
  const missing = wanted.filter((hash) => !here.has(hash));
  if (missing.length === 0) return undefined;
  return `The Directory does not have all ${wanted.length} chunks, but lacks ${missing.length}, the first of them ${missing[0]}: see upload_user_module_chunk.`;
}

/** Names the module, without a fault, that new User canisters get. */
export async function setUserModule(store: Store, { chunk_hashes, module_hash }: UserModule): Promise<void> {
  const kept: Kept = { moduleHash: toHex(module_hash), chunkHashes: chunk_hashes.map(toHex) };
  await store.turn(INSTANCE, (turn) => setting.put(turn, kept));
}

export async function userModule(store: Store): Promise<UserModule | undefined> {
  const kept = await setting.read(store);
  if (kept === null) return undefined;
  return { module_hash: fromHex(kept.moduleHash), chunk_hashes: kept.chunkHashes.map(fromHex) };
}

/** @returns its SHA-256, in hexadecimal */
export async function nameOfUserModule(store: Store): Promise<string | undefined> {
  return (await setting.read(store))?.moduleHash;
}

/** Installs the module, or upgrades to it; puts back, for the next try, what the chunk store may lack of it. @throws {CallError} @throws {Error} when no module has been named */
export async function installUserModule(
  store: Store,
  target: Principal,
  mode: canister_install_mode,
  arg: Uint8Array,
): Promise<void> {
  const module = await userModule(store);
  if (module === undefined) throw new Error("There is no module for User canisters: see set_user_module.");
  try {
    await management("install_chunked_code", [
      {
        mode,
        target_canister: target,
        store_canister: [self()],
        chunk_hashes_list: module.chunk_hashes.map((hash) => ({ hash })),
        wasm_module_hash: module.module_hash,
        arg,
        sender_canister_version: [],
      },
    ]);
  } catch (error) {
    // A trap while the chunk store was filled anew leaves it without.
    if (error instanceof CallError) await putBack(store, module.chunk_hashes.map(toHex));
    throw error;
  }
}
