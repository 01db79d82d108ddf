// Bodies of requests, signed as an agent would, or not quite.
import { requestIdOf, type SignIdentity } from "@icp-sdk/core/agent";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { Principal } from "@icp-sdk/core/principal";
import { encodeCbor } from "../certification/cbor.ts";
import { canisterId } from "./small-replica.test-support.ts";

export type Content = Record<string, unknown>;

/** A call of `echo` by nobody, that expires in four minutes. */
export const content = (fields: Content = {}): Content => ({
  request_type: "call",
  canister_id: canisterId.toUint8Array(),
  method_name: "echo",
  arg: utf8ToBytes("hi"),
  sender: Principal.anonymous().toUint8Array(),
  ingress_expiry: inMinutes(4),
  ...fields,
});

export const inMinutes = (minutes: number): bigint => BigInt(Date.now() + minutes * 60_000) * 1_000_000n;

export const unsigned = (fields: Content): Uint8Array => encodeCbor({ content: fields });

/** Signs as `identity`; `envelope` replaces fields of the outer map. */
export async function signed(
  identity: SignIdentity,
  fields: Content,
  envelope: Content = {},
): Promise<Uint8Array> {
  const sender = identity.getPrincipal().toUint8Array();
  const whole = { ...fields, sender: fields["sender"] ?? sender };
  const payload = concatBytes(utf8ToBytes("\x0Aic-request"), requestIdOf(whole));
  return encodeCbor({
    content: whole,
    sender_pubkey: identity.getPublicKey().toDer(),
    sender_sig: await identity.sign(payload),
    ...envelope,
  });
}
