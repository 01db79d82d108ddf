// The keys of a subnet of one node: a BLS12-381 key that signs certificates, an Ed25519 key of the node
// that signs query answers (interface specification, "Root of trust", "Certification" and "Query call").
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { Principal } from "@icp-sdk/core/principal";

/** The node whose signature stands on query answers. */
export interface NodeKey {
  readonly nodeId: Principal;
  /** Ed25519 public key, DER-encoded (RFC 8410). */
  readonly publicKey: Uint8Array;
  /** The 64 bytes of an Ed25519 signature (RFC 8032). */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** All that a subnet signs with. */
export interface SubnetKeys {
  readonly subnetId: Principal;
  /** BLS12-381 public key, DER-encoded: the root key that agents are given. */
  readonly publicKey: Uint8Array;
  /** A BLS signature in G1, compressed to 48 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
  readonly node: NodeKey;
}

const blsDerPrefix = hexToBytes("308182301d060d2b0601040182dc7c0503010201060c2b0601040182dc7c05030201036100");
const ed25519DerPrefix = hexToBytes("302a300506032b6570032100");
/** The ciphersuite of certificate signatures. */
export const blsDomain = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

/**
 * Derives all keys of a subnet from a seed, so that a runtime restored from disk keeps its root key.
 *
 * @param seed 32 bytes or more. Whoever knows it can sign for the subnet.
 */
export function subnetKeys(seed: Uint8Array): SubnetKeys {
  const derive = (purpose: string, length: number): Uint8Array =>
    hkdf(sha256, seed, undefined, new TextEncoder().encode(purpose), length);
  const bls = bls12_381.shortSignatures;
  // 48 bytes are what key generation from uniform bytes asks for (draft-irtf-cfrg-bls-signature, KeyGen).
  const { secretKey, publicKey } = bls.keygen(derive("subnet", 48));
  const der = concatBytes(blsDerPrefix, publicKey.toBytes(true));
  return {
    subnetId: Principal.selfAuthenticating(der),
    publicKey: der,
    sign: (message) => bls.sign(bls.hash(message, blsDomain), secretKey).toBytes(true),
    node: nodeKey(derive("node", 32)),
  };
}

function nodeKey(secretKey: Uint8Array): NodeKey {
  const publicKey = concatBytes(ed25519DerPrefix, ed25519.getPublicKey(secretKey));
  return {
    nodeId: Principal.selfAuthenticating(publicKey),
    publicKey,
    sign: (message) => ed25519.sign(message, secretKey),
  };
}
