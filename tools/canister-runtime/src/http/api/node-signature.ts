// The signature of a node on the answer to a query (interface specification, "Query call").
import { concatBytes } from "@noble/hashes/utils.js";
import type { CborItem } from "../../certification/cbor.ts";
import { domainSeparator } from "../../certification/domain-separator.ts";
import type { NodeKey } from "../../certification/subnet-keys.ts";
import { hashOfMap } from "../authentication/representation-independent-hash.ts";

/** Signs the fields of an answer, together with the request that they answer and the time (ns since 1970). */
export function nodeSignature(
  node: NodeKey,
  requestId: Uint8Array,
  timestamp: bigint,
  fields: readonly (readonly [string, CborItem])[],
): Record<string, unknown> {
  const signed = new Map<string, CborItem>([...fields, ["timestamp", timestamp], ["request_id", requestId]]);
  const message = concatBytes(domainSeparator("ic-response"), hashOfMap(signed));
  return { timestamp, signature: node.sign(message), identity: node.nodeId.toUint8Array() };
}
