/** The crypto port in plain JavaScript, for engines without any. It makes no keys: those that it gives are in the vectors. */

import type { CryptoPort, KeyPairPem, KeyPairType } from "@mastic/http-signatures";
import vectors from "../../vectors/http-signatures/keys.json" with { type: "json" };
import { createNobleCrypto } from "../../libs/http-signatures/src/noble.test-support.ts";

interface KeyPairs {
  generateKeyPair(type: KeyPairType): KeyPairPem;
}

export function createNodeCrypto(): CryptoPort & KeyPairs {
  return { ...createNobleCrypto(), generateKeyPair };
}

export const ports = [["plain JavaScript", createNodeCrypto()]] as const;

const ALGORITHMS: Readonly<Record<KeyPairType, string>> = {
  rsa: "rsa-v1_5-sha256",
  ed25519: "ed25519",
  p256: "ecdsa-p256-sha256",
  p384: "ecdsa-p384-sha384",
};

function generateKeyPair(type: KeyPairType): KeyPairPem {
  for (const { algorithm, privateKey, publicKey } of vectors.private)
    if (algorithm === ALGORITHMS[type] && typeof privateKey === "string")
      return { type, privateKeyPem: privateKey, publicKeyPem: publicKey };
  throw new Error(`The vectors have no pair of type ${type}`);
}
