// Signatures that a canister makes by putting a hash into its certified data (interface specification,
// "Canister signatures"); Internet Identity signs so.
import { sha256 } from "@noble/hashes/sha2.js";
import { decodeCbor } from "../../certification/cbor.ts";
import { verifyCertificate } from "../../certification/certificate.ts";
import { compareBytes } from "../../certification/compare-bytes.ts";
import { decodeHashTree } from "../../certification/hash-tree-cbor.ts";
import { digest, labelBytes } from "../../certification/hash-tree.ts";
import { isWellFormed, lookup } from "../../certification/lookup.ts";
import { bytes, record } from "../cbor-fields.ts";

/** What this needs of a signature. */
interface CanisterSigned {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly rootKey: Uint8Array;
}

/**
 * Whether the canister in the key certified this payload under the seed in the key.
 *
 * @param key length of the canister's id in one byte, the id, the seed
 * @throws for what is malformed
 */
export function verifyCanisterSignature(key: Uint8Array, signed: CanisterSigned): boolean {
  const idEnd = 1 + (key[0] ?? 0);
  if (idEnd > key.length) return false;
  const [canisterId, seed] = [key.subarray(1, idEnd), key.subarray(idEnd)];
  const fields = record(decodeCbor(signed.signature), "sender_sig");
  const tree = decodeHashTree(fields.get("tree"));
  const state = verifyCertificate(bytes(fields.get("certificate"), "certificate"), signed.rootKey);
  const certified = lookup(state, [labelBytes("canister"), canisterId, labelBytes("certified_data")]);
  const entry = lookup(tree, [labelBytes("sig"), sha256(seed), sha256(signed.payload)]);
  return (
    certified.status === "found" &&
    compareBytes(certified.value, digest(tree)) === 0 &&
    isWellFormed(tree) &&
    entry.status === "found" &&
    entry.value.length === 0
  );
}
