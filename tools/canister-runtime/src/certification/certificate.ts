// Certificates: a part of the state tree, signed by the subnet (interface specification, "Certification").
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { RequestError } from "../http/request-error.ts";
import { decodeCbor, encodeCbor, type CborItem } from "./cbor.ts";
import { domainSeparator } from "./domain-separator.ts";
import { decodeHashTree, encodeHashTree } from "./hash-tree-cbor.ts";
import { digest, labelBytes, type HashTree } from "./hash-tree.ts";
import { blsDomain, type SubnetKeys } from "./subnet-keys.ts";
import { witness, type Path } from "./witness.ts";

/**
 * A certificate that reveals `paths` of a state tree, and `/time`, which every certificate does.
 *
 * @returns CBOR with the self-describe tag; without delegation, because the subnet holds the root key.
 */
export function certificate(tree: HashTree, paths: readonly Path[], keys: SubnetKeys): Uint8Array {
  return encodeCbor({
    tree: encodeHashTree(witness(tree, [...paths, [labelBytes("time")]])),
    signature: keys.sign(signedMessage(tree)),
  });
}

/**
 * Checks a certificate under the root key.
 *
 * @param rootKey DER, as in `SubnetKeys.publicKey`.
 * @returns what it reveals of the state tree.
 * @throws RequestError `cbor_malformed`, or `signature_invalid`; the latter also for one with a delegation,
 *   because there is no other subnet.
 */
export function verifyCertificate(bytes: Uint8Array, rootKey: Uint8Array): HashTree {
  const item = decodeCbor(bytes);
  const fields: ReadonlyMap<string, CborItem> = item instanceof Map ? item : new Map();
  const tree = decodeHashTree(fields.get("tree"));
  const signature = fields.get("signature");
  const signed = !fields.has("delegation") && signature instanceof Uint8Array && signature.length === 48;
  if (!signed || !verifies(signature, signedMessage(tree), rootKey.subarray(-96)))
    throw new RequestError("signature_invalid", "A certificate is not signed by this subnet.");
  return tree;
}

const signedMessage = (tree: HashTree): Uint8Array =>
  concatBytes(domainSeparator("ic-state-root"), digest(tree));

function verifies(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  const bls = bls12_381.shortSignatures;
  try {
    return bls.verify(signature, bls.hash(message, blsDomain), publicKey);
  } catch {
    // Bytes that are no point of the curve.
    return false;
  }
}
