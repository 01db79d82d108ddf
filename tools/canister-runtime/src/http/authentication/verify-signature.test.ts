import { generateKeyPairSync, sign } from "node:crypto";
import { Cbor, type SignIdentity } from "@icp-sdk/core/agent";
import { ECDSAKeyIdentity, Ed25519KeyIdentity } from "@icp-sdk/core/identity";
import { Secp256k1KeyIdentity } from "@icp-sdk/core/identity/secp256k1";
import { Principal } from "@icp-sdk/core/principal";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256 } from "@noble/curves/nist.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeCbor } from "../../certification/cbor.ts";
import { dataCertificate } from "../../certification/data-certificate.ts";
import { encodeHashTree } from "../../certification/hash-tree-cbor.ts";
import { digest, forest, labeled, leaf, type HashTree } from "../../certification/hash-tree.ts";
import { subnetKeys } from "../../certification/subnet-keys.ts";
import { canisterId, SmallReplica } from "../small-replica.test-support.ts";
import { parseSubjectPublicKeyInfo } from "./subject-public-key-info.ts";
import { verifySignature } from "./verify-signature.ts";

const replica = new SmallReplica({});
const rootKey = replica.keys.publicKey;
const payload = utf8ToBytes("\x0Aic-request and so on");

/** Lengths in DER: short, or in two bytes. */
const derLength = (length: number): Uint8Array =>
  length < 0x80 ? Uint8Array.of(length) : Uint8Array.of(0x82, length >> 8, length & 255);

const wrap = (oid: string, key: Uint8Array): Uint8Array => {
  const algorithm = hexToBytes(`300c060a2b0601040183b843${oid}`);
  const bits = concatBytes(Uint8Array.of(3), derLength(key.length + 1), Uint8Array.of(0), key);
  return concatBytes(Uint8Array.of(0x30), derLength(algorithm.length + bits.length), algorithm, bits);
};

describe.each<[string, () => SignIdentity | Promise<SignIdentity>]>([
  ["Ed25519", () => Ed25519KeyIdentity.generate()],
  ["P-256", () => ECDSAKeyIdentity.generate()],
  ["secp256k1", () => Secp256k1KeyIdentity.generate()],
])("%s", (_, make) => {
  test("holds for what was signed, and nothing else", async () => {
    const identity = await make();
    const publicKey = identity.getPublicKey().toDer();
    const signature = await identity.sign(payload);
    expect(verifySignature({ payload, signature, publicKey, rootKey })).toBe(true);
    expect(verifySignature({ payload: utf8ToBytes("other"), signature, publicKey, rootKey })).toBe(false);
    const flipped = signature.with(5, (signature[5] ?? 0) ^ 1);
    expect(verifySignature({ payload, signature: flipped, publicKey, rootKey })).toBe(false);
    const other = (await make()).getPublicKey().toDer();
    expect(verifySignature({ payload, signature, publicKey: other, rootKey })).toBe(false);
  });
});

describe("Web Authentication", () => {
  const authenticatorData = new Uint8Array(37).fill(9);
  const clientData = (challenge: string): string =>
    JSON.stringify({ type: "webauthn.get", challenge, origin: "https://social.example" });
  const base64url = Buffer.from(payload).toString("base64url");
  const secret = new Uint8Array(32).fill(4);
  const assertion = (sign: (message: Uint8Array) => Uint8Array, data = clientData(base64url)): Uint8Array =>
    encodeCbor({
      authenticator_data: authenticatorData,
      client_data_json: data,
      signature: sign(concatBytes(authenticatorData, sha256(utf8ToBytes(data)))),
    });

  const point = p256.getPublicKey(secret, false);
  const es256 = wrap(
    "0101",
    concatBytes(
      hexToBytes("a5010203262001215820"),
      point.slice(1, 33),
      hexToBytes("225820"),
      point.slice(33),
    ),
  );
  const signEs256 = (message: Uint8Array): Uint8Array =>
    p256.sign(message, secret, { prehash: true, format: "der", lowS: false });
  const eddsa = wrap("0101", concatBytes(hexToBytes("a4010103272006215820"), ed25519.getPublicKey(secret)));
  const signEddsa = (message: Uint8Array): Uint8Array => ed25519.sign(message, secret);

  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const modulus = Buffer.from(rsa.publicKey.export({ format: "jwk" }).n ?? "", "base64url");
  const rs256 = wrap(
    "0101",
    concatBytes(hexToBytes("a401030339010020590100"), modulus, hexToBytes("2143010001")),
  );
  const signRs256 = (message: Uint8Array): Uint8Array => sign("sha256", message, rsa.privateKey);

  test.each([
    ["ES256", es256, signEs256],
    ["EdDSA", eddsa, signEddsa],
    ["RS256", rs256, signRs256],
  ])("%s holds for the challenge that is the payload", (_, publicKey, signWith) => {
    expect(verifySignature({ payload, signature: assertion(signWith), publicKey, rootKey })).toBe(true);
    expect(
      verifySignature({ payload: utf8ToBytes("x"), signature: assertion(signWith), publicKey, rootKey }),
    ).toBe(false);
    const unsigned = assertion(() => new Uint8Array(64));
    expect(verifySignature({ payload, signature: unsigned, publicKey, rootKey })).toBe(false);
  });

  test.each([
    ["another key", assertion(signEs256), eddsa],
    ["client data that is no JSON", assertion(signEs256, "{"), es256],
    ["client data without challenge", assertion(signEs256, "{}"), es256],
    ["client data that is null", assertion(signEs256, "null"), es256],
    ["a signature that is no CBOR", new Uint8Array(4), es256],
    ["a COSE key cut short", assertion(signEs256), es256.slice(0, -1)],
    ["a COSE key of RSA cut short", assertion(signEs256), wrap("0101", hexToBytes("a401030339010020"))],
  ])("%s does not hold", (_, signature, publicKey) => {
    expect(verifySignature({ payload, signature, publicKey, rootKey })).toBe(false);
  });
});

describe("canister signatures", () => {
  const seed = utf8ToBytes("user 1");
  const id = canisterId.toUint8Array();
  const key = wrap("0102", concatBytes(Uint8Array.of(id.length), id, seed));
  const entry = (message: Uint8Array, value = new Uint8Array()): HashTree =>
    labeled("sig", labeled(sha256(seed), labeled(sha256(message), leaf(value))));
  const certify = async (tree: HashTree, certified = tree): Promise<Uint8Array> => {
    replica.certify(digest(certified));
    const certificate = dataCertificate(replica, await replica.state(), canisterId);
    return encodeCbor({ certificate, tree: encodeHashTree(tree) });
  };
  const verify = (signature: Uint8Array, root = rootKey, publicKey = key): boolean =>
    verifySignature({ payload, signature, publicKey, rootKey: root });

  test("hold for what the canister certified", async () => {
    expect(verify(await certify(entry(payload)))).toBe(true);
  });
  test("do not hold for what it did not", async () => {
    expect(verify(await certify(entry(utf8ToBytes("other"))))).toBe(false);
    expect(verify(await certify(entry(payload), entry(utf8ToBytes("other"))))).toBe(false);
    expect(verify(await certify(entry(payload, Uint8Array.of(1))))).toBe(false);
    expect(verify(await certify(forest([])))).toBe(false);
  });
  test("do not hold under another root key, or for another canister", async () => {
    const signature = await certify(entry(payload));
    expect(verify(signature, subnetKeys(new Uint8Array(32)).publicKey)).toBe(false);
    const other = Principal.fromText("rrkah-fqaaa-aaaaa-aaaaq-cai").toUint8Array();
    const otherKey = wrap("0102", concatBytes(Uint8Array.of(other.length), other, seed));
    expect(verify(signature, rootKey, otherKey)).toBe(false);
    expect(verify(signature, rootKey, wrap("0102", Uint8Array.of(200, 1)))).toBe(false);
  });
  test("do not hold in a tree that is not well-formed", async () => {
    const twice: HashTree = {
      kind: "fork",
      left: labeled("zzz", leaf(new Uint8Array())),
      right: entry(payload),
    };
    expect(verify(await certify(twice))).toBe(false);
  });
  test("are not CBOR of any other shape", () => {
    for (const signature of [Cbor.encode(1), Cbor.encode({}), new Uint8Array()])
      expect(verify(signature)).toBe(false);
  });
});

test("keys of no scheme, and any bytes, hold nothing", () => {
  const bytes = fc.uint8Array({ maxLength: 150 });
  const start = fc.constantFrom(
    "302a300506032b6570032100",
    "3059301306072a8648ce3d020106082a8648ce3d030107034200",
    "",
  );
  fc.assert(
    fc.property(start, bytes, bytes, (prefix, rest, signature) => {
      const publicKey = concatBytes(hexToBytes(prefix), rest);
      expect(verifySignature({ payload, signature, publicKey, rootKey })).toBe(false);
    }),
  );
});

test.each([
  "",
  "30",
  "3080",
  "3003020101",
  "300506032b6570",
  "302a300506032b6570032101" + "00".repeat(32),
  "3084ffffffff",
])("%s is no public key", (hex) => {
  expect(parseSubjectPublicKeyInfo(hexToBytes(hex))).toBeUndefined();
});
