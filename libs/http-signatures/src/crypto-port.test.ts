import {
  constants,
  createHash,
  createHmac,
  generateKeyPairSync,
  privateEncrypt,
  sign,
  webcrypto,
} from "node:crypto";
import { Crypto } from "@peculiar/webcrypto";
import { describe, expect, test } from "vitest";
import {
  type CryptoPort,
  type KeyGenerator,
  type KeyPairType,
  parseSignature,
  type SignatureAlgorithm,
  signRequest,
  verifySignature,
} from "./index.ts";
import { createNobleCrypto } from "./noble.test-support.ts";
import { createNodeCrypto } from "./node.ts";
import { createWebCrypto } from "./webcrypto.ts";

/** The contract that every implementation of the port keeps. */
const ports: [string, CryptoPort & KeyGenerator][] = [
  ["node:crypto", createNodeCrypto({ publicKeys: 2, privateKeys: 2 })],
  ["Node's WebCrypto", createWebCrypto(webcrypto.subtle)],
  ["@peculiar/webcrypto", createWebCrypto(new Crypto().subtle)],
  // It makes no keys; that is the part of Node's.
  ["noble", { ...createNobleCrypto(), generateKeyPair: (type) => createNodeCrypto().generateKeyPair(type) }],
];
const algorithms: [SignatureAlgorithm, KeyPairType][] = [
  ["rsa-v1_5-sha256", "rsa"],
  ["rsa-pss-sha512", "rsa"],
  ["ecdsa-p256-sha256", "p256"],
  ["ecdsa-p384-sha384", "p384"],
  ["ed25519", "ed25519"],
];
const lengths = { rsa: 256, p256: 64, p384: 96, ed25519: 64 };
const bits = { rsa: 2048, p256: 256, p384: 384, ed25519: 256 };
const data = new TextEncoder().encode("text");

describe.each(ports)("%s", (_, crypto) => {
  test.each(algorithms)(
    "%s: signs, verifies, and says no to any other signature",
    async (algorithm, type) => {
      const pair = await crypto.generateKeyPair(type);
      const publicKey = await crypto.importPublicKey(pair.publicKeyPem);
      const privateKey = await crypto.importPrivateKey(pair.privateKeyPem);
      expect(publicKey).toMatchObject({ kind: "public", type, bits: bits[type] });
      expect(privateKey).toMatchObject({ kind: "private", type });
      let signature = await crypto.sign(algorithm, privateKey, data);
      // Salted, so that in time one begins with a zero, which must not be left out.
      if (algorithm === "rsa-pss-sha512") {
        for (let tries = 0; tries < 400 && signature[0] !== 0; tries += 1)
          signature = await crypto.sign(algorithm, privateKey, data);
      }
      expect(signature).toHaveLength(lengths[type]);
      expect(await crypto.verify(algorithm, publicKey, data, signature)).toBe(true);
      expect(await crypto.verify(algorithm, publicKey, data.subarray(1), signature)).toBe(false);
      for (const other of [
        signature.with(7, (signature[7] ?? 0) ^ 1),
        signature.subarray(1),
        Uint8Array.of(...signature, 0),
        new Uint8Array(),
        new Uint8Array(signature.length),
        new Uint8Array(signature.length).fill(255),
      ]) {
        expect(await crypto.verify(algorithm, publicKey, data, other)).toBe(false);
      }
    },
  );

  test("rsa-v1_5-sha256: only the one encoding of RFC 8017 section 9.2 is a signature", async () => {
    const pair = await crypto.generateKeyPair("rsa");
    const publicKey = await crypto.importPublicKey(pair.publicKeyPem);
    const hash = createHash("sha256").update(data).digest("hex");
    const info = `3031300d060960864801650304020105000420${hash}`;
    /** What a key's owner, or a forger with a key of exponent 3, could raise to. */
    const verifies = (block: string) => {
      const key = { key: pair.privateKeyPem, padding: constants.RSA_NO_PADDING };
      return crypto.verify(
        "rsa-v1_5-sha256",
        publicKey,
        data,
        privateEncrypt(key, Buffer.from(block, "hex")),
      );
    };
    const padded = (content: string, start = "0001", fill = "ff") =>
      `${start}${fill.repeat(253 - content.length / 2)}00${content}`;
    expect(await verifies(padded(info))).toBe(true);
    for (const block of [
      padded(info, "0002"),
      padded(info, "0000"),
      padded(info, "0101"),
      padded(info, "0001", "fe"),
      padded(hash),
      // Without the NULL of the algorithm, or with another algorithm's name.
      padded(`302f300b06096086480165030402010420${hash}`),
      padded(`3031300d060960864801650304020305000420${hash}`),
      // What follows the hash, and a hash cut short, once were taken.
      `0001${"ff".repeat(8)}00${info}${"00".repeat(256 - 11 - 51)}`,
      padded(info.slice(0, -2)),
      padded(`${info}00`),
    ]) {
      expect(await verifies(block)).toBe(false);
    }
  });

  test("rsa-v1_5-sha256: the zeros that a signature begins with are part of it", async () => {
    const pair = await crypto.generateKeyPair("rsa");
    const publicKey = await crypto.importPublicKey(pair.publicKeyPem);
    const node = createNodeCrypto();
    const privateKey = node.importPrivateKey(pair.privateKeyPem);
    let text = data;
    let signature = node.sign("rsa-v1_5-sha256", privateKey, text);
    for (let tries = 1; signature[0] !== 0; tries += 1) {
      text = new TextEncoder().encode(`text ${tries}`);
      signature = node.sign("rsa-v1_5-sha256", privateKey, text);
    }
    expect(await crypto.verify("rsa-v1_5-sha256", publicKey, text, signature)).toBe(true);
    expect(await crypto.verify("rsa-v1_5-sha256", publicKey, text, signature.subarray(1))).toBe(false);
    expect(await crypto.verify("rsa-v1_5-sha256", publicKey, text, Uint8Array.of(0, ...signature))).toBe(
      false,
    );
  });

  test("hmac-sha256: both sides have the secret", async () => {
    const secret = { kty: "oct", k: Buffer.alloc(32, 7).toString("base64url") };
    const publicKey = await crypto.importPublicKey(secret);
    expect(publicKey).toMatchObject({ kind: "public", type: "hmac", bits: 256 });
    const signature = await crypto.sign("hmac-sha256", await crypto.importPrivateKey(secret), data);
    // RFC 2104 by node itself.
    const expected = createHmac("sha256", Buffer.alloc(32, 7)).update(data).digest();
    expect([...signature]).toEqual([...expected]);
    expect(await crypto.verify("hmac-sha256", publicKey, data, signature)).toBe(true);
    for (const other of [
      signature.with(0, (signature[0] ?? 0) ^ 1),
      signature.subarray(1),
      new Uint8Array(),
    ]) {
      expect(await crypto.verify("hmac-sha256", publicKey, data, other)).toBe(false);
    }
    const short = { kty: "oct", k: Buffer.alloc(15, 7).toString("base64url") };
    await expect((async () => crypto.importPublicKey(short))()).rejects.toMatchObject({
      code: "key_malformed",
    });
  });

  test("digests are SHA-2's", async () => {
    for (const [algorithm, name] of [
      ["sha-256", "SHA-256"],
      ["sha-512", "SHA-512"],
    ] as const) {
      const expected = new Uint8Array(await webcrypto.subtle.digest(name, data));
      expect([...(await crypto.digest(algorithm, data))]).toEqual([...expected]);
    }
  });

  test("keys that nobody made are refused with a code", async () => {
    const der = Buffer.from("3003020100", "hex").toString("base64");
    for (const label of ["PUBLIC KEY", "PRIVATE KEY"]) {
      const pem = `-----BEGIN ${label}-----\n${der}\n-----END ${label}-----\n`;
      await expect((async () => crypto.importPublicKey(pem))()).rejects.toMatchObject({
        code: "key_malformed",
      });
      await expect((async () => crypto.importPrivateKey(pem))()).rejects.toMatchObject({
        code: "key_malformed",
      });
    }
    const another = createWebCrypto(webcrypto.subtle);
    const pair = await another.generateKeyPair("ed25519");
    const key = await another.importPrivateKey(pair.privateKeyPem);
    await expect((async () => crypto.sign("ed25519", key, data))()).rejects.toMatchObject({
      code: "key_mismatch",
    });
  });
});

// The stand-in on noble does 2048 bits.
test.each(ports.filter(([name]) => name !== "noble"))(
  "%s: RSA keys have any length, and signatures as many whole bytes",
  async (_, crypto) => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2051 });
    const imported = await crypto.importPublicKey(publicKey.export({ type: "spki", format: "pem" }));
    const pkcs1 = sign("sha256", data, privateKey);
    expect(await crypto.verify("rsa-v1_5-sha256", imported, data, pkcs1)).toBe(true);
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const pss = sign("sha512", data, { key: privateKey, padding, saltLength: 64 });
    expect(await crypto.verify("rsa-pss-sha512", imported, data, pss)).toBe(true);
    expect(await crypto.verify("rsa-pss-sha512", imported, data, Uint8Array.of(0, ...pss))).toBe(false);
  },
);

test("a JWK is one whatever else is in it", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const jwk = { ...publicKey.export({ format: "jwk" }), kty: "OKP", kind: "public" };
  const crypto = createNodeCrypto();
  const request = { method: "GET", url: "https://b.example/", headers: {} };
  const now = Date.UTC(2026, 0, 1);
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  const headers = await signRequest(request, { keyId: "k", privateKey: pem, now, crypto, scheme: "rfc9421" });
  const received = { ...request, headers: { ...headers } };
  const options = { now, policy: { host: "b.example" }, crypto };
  const verified = verifySignature(parseSignature(received), received, { id: "k", publicKey: jwk }, options);
  await expect(verified).resolves.toMatchObject({ keyId: "k" });
});

test("node's port keeps imported keys, and no more than it was told", async () => {
  const crypto = createNodeCrypto({ publicKeys: 2 });
  const pems = await Promise.all(
    [1, 2, 3].map(async () => (await crypto.generateKeyPair("ed25519")).publicKeyPem),
  );
  const [first = "", second = "", third = ""] = pems;
  const kept = crypto.importPublicKey(first);
  crypto.importPublicKey(second);
  expect(crypto.importPublicKey(first)).toBe(kept);
  crypto.importPublicKey(third);
  expect(crypto.importPublicKey(first)).toBe(kept);
  const again = crypto.importPublicKey(second);
  crypto.importPublicKey(third);
  expect(crypto.importPublicKey(first)).not.toBe(kept);
  expect(again).toMatchObject({ type: "ed25519" });
});
