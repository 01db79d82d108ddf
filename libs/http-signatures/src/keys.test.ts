import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/http-signatures/keys.json" with { type: "json" };
import { encodeBase64 } from "./base64.ts";
import type { SignatureAlgorithm } from "./index.ts";
import { type Jwk, parsePrivateKey, parsePublicKey, parseSecretKey } from "./keys.ts";
import { ports } from "./ports.test-support.ts";

const algorithms: readonly SignatureAlgorithm[] = [
  "rsa-v1_5-sha256",
  "rsa-pss-sha512",
  "ecdsa-p256-sha256",
  "ecdsa-p384-sha384",
  "ed25519",
];
const data = new TextEncoder().encode("text");

/** Members that a JWK of another kind has are there as undefined. */
function materialOf(material: string | object): string | Jwk {
  if (typeof material === "string") return material;
  return JSON.parse(JSON.stringify(material)) as Jwk;
}

test.each(vectors.public)("a public key: $name", ({ publicKey, type, bits, spki }) => {
  const parsed = parsePublicKey(materialOf(publicKey));
  expect({ ...parsed, spki: encodeBase64(parsed.spki) }).toEqual({ type, bits, spki });
});

describe.each(ports)("on %s", (_, crypto) => {
  test.each(vectors.private)("a private key: $name", async ({ privateKey, publicKey, algorithm: name }) => {
    const algorithm = algorithms.find((known) => known === name);
    if (algorithm === undefined) throw new Error(`unknown algorithm ${name}`);
    const signature = await crypto.sign(
      algorithm,
      await crypto.importPrivateKey(materialOf(privateKey)),
      data,
    );
    const key = await crypto.importPublicKey(publicKey);
    expect(await crypto.verify(algorithm, key, data, signature)).toBe(true);
  });

  test.each(vectors.invalid)("refuses $name", async ({ material, code }) => {
    const given = materialOf(material);
    await expect((async () => crypto.importPublicKey(given))()).rejects.toMatchObject({ code });
    await expect((async () => crypto.importPrivateKey(given))()).rejects.toMatchObject({ code });
  });
});

test.each(vectors.private)("a private key is no public key: $name", ({ privateKey }) => {
  expect(() => parsePublicKey(materialOf(privateKey))).toThrow(
    expect.objectContaining({ code: "key_malformed" }),
  );
});

test("a shared secret is neither a public nor a private key", () => {
  const secret = { kty: "oct", k: "AAAAAAAAAAAAAAAAAAAAAA" };
  expect(parseSecretKey(secret)).toHaveLength(16);
  const malformed = expect.objectContaining({ code: "key_malformed" }) as Error;
  expect(() => parsePublicKey(secret)).toThrow(malformed);
  expect(() => parsePrivateKey(secret)).toThrow(malformed);
  expect(parseSecretKey(vectors.public[0]?.publicKey as string)).toBeUndefined();
});
