/**
 * The crypto ports of the libraries, as a canister has them: RSA by native code, Ed25519 signed by the network and
 * verified in JavaScript. Keys of the NIST curves, which no actor of the Fediverse has by default, are not taken.
 */

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { SignatureError, type CryptoPort, type PrivateKey, type PublicKey } from "@mastic/http-signatures";
import { parsePrivateKey, parsePublicKey } from "@mastic/http-signatures/keys";
import {
  readRsaPrivateKey,
  readRsaPublicKey,
  signRsa,
  verifyRsa,
  type RsaPrivateKey,
  type RsaPublicKey,
} from "./rsa.ts";
import { sha256 } from "./sha256.ts";
import { readEd25519Seed } from "./ed25519Key.ts";
import { parseThresholdKey, signThreshold, type ThresholdKey } from "./thresholdEd25519.ts";

type CanisterPublicKey = PublicKey &
  (
    | { readonly type: "rsa"; readonly rsa: RsaPublicKey }
    | { readonly type: "ed25519"; readonly bytes: Uint8Array }
  );
type CanisterPrivateKey = PrivateKey &
  (
    | { readonly type: "rsa"; readonly rsa: RsaPrivateKey }
    | { readonly type: "ed25519"; readonly threshold: ThresholdKey }
    | { readonly type: "ed25519"; readonly seed: Uint8Array }
  );

const ED25519_BYTES = 32;

export const canisterCrypto: CryptoPort = {
  importPublicKey(material): CanisterPublicKey {
    const { type, bits, spki } = parsePublicKey(material);
    if (type === "rsa") return { kind: "public", type, bits, rsa: rsaOf(() => readRsaPublicKey(spki)) };
    if (type !== "ed25519") throw unsupported(type);
    return { kind: "public", type, bits, bytes: spki.slice(-ED25519_BYTES) };
  },
  importPrivateKey(material): CanisterPrivateKey {
    const threshold = typeof material === "string" ? parseThresholdKey(material) : undefined;
    if (threshold !== undefined) return { kind: "private", type: "ed25519", threshold };
    const { type, pkcs8 } = parsePrivateKey(material);
    if (type === "ed25519") return { kind: "private", type, seed: readEd25519Seed(pkcs8) };
    if (type !== "rsa") throw unsupported(type);
    return { kind: "private", type, rsa: rsaOf(() => readRsaPrivateKey(pkcs8)) };
  },
  sign(algorithm, key, data) {
    const own = key as CanisterPrivateKey; // the port takes its own keys only
    if (own.type === "rsa" && algorithm === "rsa-v1_5-sha256") return signRsa(own.rsa, data);
    if (own.type === "ed25519" && algorithm === "ed25519") {
      return "seed" in own ? ed25519.sign(data, own.seed) : signThreshold(own.threshold, data);
    }
    throw unsupported(algorithm);
  },
  verify(algorithm, key, data, signature) {
    const own = key as CanisterPublicKey; // as above
    if (own.type === "rsa" && algorithm === "rsa-v1_5-sha256") return verifyRsa(own.rsa, data, signature);
    if (own.type === "ed25519" && algorithm === "ed25519") return verifyEd25519(own.bytes, data, signature);
    return false;
  },
  digest: (algorithm, data) => (algorithm === "sha-256" ? sha256(data) : sha512(data)),
};

/** As RFC 8032 has it, without the leniency of ZIP 215. */
function verifyEd25519(key: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, data, key, { zip215: false });
  } catch {
    // It throws at a signature of the wrong length.
    return false;
  }
}

function rsaOf<Key>(read: () => Key): Key {
  try {
    return read();
  } catch {
    throw new SignatureError("key_malformed", "The RSA key cannot be read.");
  }
}

function unsupported(what: string): SignatureError {
  return new SignatureError("key_malformed", `Canisters do not support ${what}.`);
}
