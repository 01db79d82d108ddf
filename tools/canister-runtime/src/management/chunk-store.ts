/** The chunks from which large modules are installed (interface specification, `upload_chunk`, `stored_chunks`, `clear_chunk_store`). */
import { sha256 } from "@noble/hashes/sha2.js";
import { IDL } from "@icp-sdk/core/candid";
import type { Principal } from "@icp-sdk/core/principal";
import type { Canister } from "../canister/canister.ts";
import { notController } from "../subnet/rejection.ts";
import * as candid from "./candid.ts";
import { existing, type ManagementCall, type ManagementMethod, refuse, Refusal, reply } from "./method.ts";

const chunkBytes = 2 ** 20;
/** Chunks that one canister stores. */
const maximumChunks = 100;

/** The store's owner: the caller has to be the canister itself or a controller. */
function owner(call: ManagementCall, id: Principal): Canister {
  const canister = existing(call.subnet, id);
  const { caller } = call.request;
  if (!canister.isControlledBy(caller) && call.callerCanister !== canister) {
    throw new Refusal(notController(canister, caller));
  }
  return canister;
}

export const uploadChunk: ManagementMethod = {
  argument: candid.uploadChunkArgument,
  ingress: true,
  run: (call: ManagementCall, argument: { canister_id: Principal; chunk: Uint8Array }) => {
    const canister = owner(call, argument.canister_id);
    const chunk = Uint8Array.from(argument.chunk);
    if (chunk.length > chunkBytes) refuse("IC0408", "Error from Wasm chunk store: a chunk has at most 1 MiB");
    const hash = sha256(chunk);
    const key = Buffer.from(hash).toString("hex");
    if (!canister.chunks.has(key) && canister.chunks.size >= maximumChunks) {
      refuse("IC0408", `Error from Wasm chunk store: it holds at most ${maximumChunks} chunks`);
    }
    canister.chunks.set(key, chunk);
    return reply(candid.chunkHash, { hash });
  },
};

export const storedChunks: ManagementMethod = {
  argument: candid.canister,
  ingress: true,
  run: (call: ManagementCall, { canister_id }: { canister_id: Principal }) => {
    const { chunks } = owner(call, canister_id);
    const hashes = [...chunks.keys()].map((key) => ({ hash: Uint8Array.from(Buffer.from(key, "hex")) }));
    return { kind: "reply", data: encodeHashes(hashes) };
  },
};

export const clearChunkStore: ManagementMethod = {
  argument: candid.canister,
  ingress: true,
  run: (call: ManagementCall, { canister_id }: { canister_id: Principal }) => {
    owner(call, canister_id).chunks.clear();
    return reply();
  },
};

function encodeHashes(hashes: { hash: Uint8Array }[]): Uint8Array {
  return IDL.encode([IDL.Vec(candid.chunkHash)], [hashes]);
}
