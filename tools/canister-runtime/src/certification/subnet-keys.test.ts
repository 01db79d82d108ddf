import { bls12_381 } from "@noble/curves/bls12-381.js";
import { expect, test } from "vitest";
import { subnetKeys } from "./subnet-keys.ts";

const message = new TextEncoder().encode("state");
const domain = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

test("the same seed gives the same keys, another seed others", () => {
  const keys = subnetKeys(new Uint8Array(32).fill(1));
  const again = subnetKeys(new Uint8Array(32).fill(1));
  const other = subnetKeys(new Uint8Array(32).fill(2));
  expect(again.publicKey).toEqual(keys.publicKey);
  expect(again.node.publicKey).toEqual(keys.node.publicKey);
  expect(again.sign(message)).toEqual(keys.sign(message));
  expect(other.subnetId.toText()).not.toBe(keys.subnetId.toText());
  expect(other.node.nodeId.toText()).not.toBe(keys.node.nodeId.toText());
});

test("signatures are of the form that agents verify: 48 bytes in G1 under the IC's domain", () => {
  const keys = subnetKeys(new Uint8Array(32).fill(1));
  const bls = bls12_381.shortSignatures;
  const rawKey = keys.publicKey.slice(-96);
  expect(keys.publicKey.length).toBe(133);
  const signature = keys.sign(message);
  expect(signature.length).toBe(48);
  expect(bls.verify(signature, bls.hash(message, domain), rawKey)).toBe(true);
  expect(bls.verify(signature, bls.hash(new Uint8Array(3), domain), rawKey)).toBe(false);
});
