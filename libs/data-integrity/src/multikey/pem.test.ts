import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { vectors } from "../vector.test-support.ts";
import { decodeMultikey, decodeSecretMultikey } from "./multikey.ts";
import { privateKeyPem, publicKeyOfPem, publicKeyPem } from "./pem.ts";

interface Pair {
  readonly name: string;
  readonly publicKeyMultibase: string;
  readonly secretKeyMultibase: string;
}
const { pairs } = vectors("multikey") as { pairs: Pair[] };

test.each(pairs)("$name is a pair to node:crypto", ({ publicKeyMultibase, secretKeyMultibase }) => {
  const derived = createPublicKey(createPrivateKey(privateKeyPem(decodeSecretMultikey(secretKeyMultibase))));
  expect(derived.export({ type: "spki", format: "pem" })).toBe(
    publicKeyPem(decodeMultikey(publicKeyMultibase)),
  );
});

test("PEM is that of node:crypto, both ways", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const pem = publicKey.export({ type: "spki", format: "pem" });
  const raw = publicKeyOfPem(pem);
  expect(publicKeyPem(raw ?? new Uint8Array())).toBe(pem);
  const der = privateKey.export({ type: "pkcs8", format: "der" });
  expect(privateKeyPem(der.subarray(-32))).toBe(privateKey.export({ type: "pkcs8", format: "pem" }));
  const { publicKey: x25519 } = generateKeyPairSync("x25519");
  expect(publicKeyOfPem(x25519.export({ type: "spki", format: "pem" }))).toBeUndefined();
  const { publicKey: rsa } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  expect(publicKeyOfPem(rsa.export({ type: "spki", format: "pem" }))).toBeUndefined();
  expect(publicKeyOfPem("")).toBeUndefined();
});
