import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPem, parsePem, parsePrivateKey, parsePublicKey, SignatureError } from "../keys.ts";
import { createNodeCrypto } from "../node.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ed25519 = generateKeyPairSync("ed25519");
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pairs = [
  { type: "rsa", bits: 2048, ...rsa },
  { type: "ed25519", bits: 256, ...ed25519 },
  { type: "p256", bits: 256, ...p256 },
];

function pem(key: KeyObject, type: "spki" | "pkcs8" | "pkcs1"): string {
  return key.export({ type, format: "pem" });
}

describe("keys", () => {
  test.each(pairs)("$type in PEM and JWK is one key", ({ type, bits, publicKey, privateKey }) => {
    const spki = publicKey.export({ type: "spki", format: "der" });
    const jwk = publicKey.export({ format: "jwk" });
    const publicForms = [pem(publicKey, "spki"), { ...jwk, kty: String(jwk.kty) }];
    if (type === "rsa") publicForms.push(pem(publicKey, "pkcs1"));
    for (const material of publicForms) {
      const parsed = parsePublicKey(material);
      expect(parsed).toMatchObject({ type, bits });
      expect(Buffer.from(parsed.spki).equals(spki)).toBe(true);
    }
    const privateJwk = privateKey.export({ format: "jwk" });
    const privateForms = [pem(privateKey, "pkcs8"), { ...privateJwk, kty: String(privateJwk.kty) }];
    if (type === "rsa") privateForms.push(pem(privateKey, "pkcs1"));
    for (const material of privateForms) {
      const { pkcs8, type: parsedType } = parsePrivateKey(material);
      expect(parsedType).toBe(type);
      const imported = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
      expect(createPublicKey(pem(imported, "pkcs8")).equals(publicKey)).toBe(true);
    }
  });

  test("an RSASSA-PSS key without parameters is an RSA key", () => {
    const { publicKey } = generateKeyPairSync("rsa-pss", { modulusLength: 2048 });
    expect(parsePublicKey(pem(publicKey, "spki"))).toMatchObject({ type: "rsa", bits: 2048 });
  });

  test("line breaks and spaces around and inside do not matter", () => {
    const text = pem(rsa.publicKey, "spki");
    const spki = parsePublicKey(text).spki;
    for (const variant of [
      text.replaceAll("\n", "\r\n"),
      `\n  ${text}\n`,
      text.replaceAll(/(.{20})/g, "$1\n"),
    ]) {
      if (variant.includes("-----BEGIN PUBLIC KEY-----")) expect(parsePublicKey(variant).spki).toEqual(spki);
    }
    expect(formatPem("PUBLIC KEY", spki)).toBe(text);
    expect(parsePem(text)).toEqual({ label: "PUBLIC KEY", der: spki });
  });

  const rsaJwk = { ...rsa.publicKey.export({ format: "jwk" }), kty: "RSA" };
  const jwk = { ...ed25519.publicKey.export({ format: "jwk" }), kty: "OKP" };
  test.each([
    ["nothing", ""],
    ["a private key where a public one belongs", pem(rsa.privateKey, "pkcs8")],
    ["another curve", pem(generateKeyPairSync("ec", { namedCurve: "P-521" }).publicKey, "spki")],
    ["another algorithm", pem(generateKeyPairSync("x25519").publicKey, "spki")],
    ["two blocks", pem(rsa.publicKey, "spki") + pem(rsa.publicKey, "spki")],
    ["a huge text", "-----BEGIN PUBLIC KEY-----" + "A".repeat(20_000)],
    ["a JWK of another kind", { kty: "oct" }],
    ["a JWK with a short point", { ...jwk, x: "AAAA" }],
    ["a JWK without modulus", { kty: "RSA", e: "AQAB" }],
    ["an RSA key with an enormous exponent", { kty: "RSA", n: "w".repeat(342), e: "w".repeat(342) }],
    ["an RSA key whose signatures are what they sign", { ...rsaJwk, e: "AQ" }],
    ["an RSA key with the exponent 0", { ...rsaJwk, e: "AA" }],
    ["an RSA key with an even exponent", { ...rsaJwk, e: "AQAC" }],
    ["a label that does not close", pem(rsa.publicKey, "spki").replace("END PUBLIC", "END PRIVATE")],
  ])("refuses %s", (_, material) => {
    expect(() => parsePublicKey(material)).toThrow(expect.objectContaining({ code: "key_malformed" }));
    expect(() => createNodeCrypto().importPublicKey(material)).toThrow(SignatureError);
  });

  test("any DER is a key or refused with a code", () => {
    const original = parsePublicKey(pem(rsa.publicKey, "spki")).spki;
    const changed = fc
      .tuple(fc.nat(original.length - 1), fc.nat(255))
      .map(([at, byte]) => original.with(at, byte));
    const cut = fc.nat(original.length).map((length) => original.slice(0, length));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), changed, cut), (bytes) => {
        try {
          createNodeCrypto().importPublicKey(formatPem("PUBLIC KEY", bytes));
          parsePrivateKey(formatPem("PRIVATE KEY", bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(SignatureError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
