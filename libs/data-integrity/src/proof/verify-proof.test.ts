import type { CryptoPort as HttpCryptoPort } from "@mastic/http-signatures";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { CryptoPort } from "../crypto-port.ts";
import { canonicalize } from "../json/canonicalize.ts";
import type { JsonObject, JsonValue } from "../json/json.ts";
import { decodeSecretMultikey, encodeMultikey, type Multikey } from "../multikey/multikey.ts";
import { privateKeyPem } from "../multikey/pem.ts";
import { ports } from "../ports.test-support.ts";
import { type Change, changed, vectors } from "../vector.test-support.ts";
import { addProof, createProof } from "./create-proof.ts";
import { parseProofs } from "./parse-proofs.ts";
import type { ProofPolicy } from "./policy.ts";
import { verifyProof, type VerifiedProof } from "./verify-proof.ts";

interface Valid {
  readonly name: string;
  readonly document: JsonObject & { readonly proof: JsonObject };
  readonly key: Multikey;
  readonly reproducible: boolean;
  readonly optionsHash?: string;
  readonly documentHash?: string;
}
interface Invalid extends Change {
  readonly name: string;
  readonly of: string;
  readonly key?: Partial<Multikey>;
  readonly policy?: Partial<ProofPolicy>;
  readonly now?: number;
  readonly code: string;
}
const { valid, invalid } = vectors("proofs") as { valid: Valid[]; invalid: Invalid[] };
const [pair] = (
  vectors("multikey") as { pairs: { publicKeyMultibase: string; secretKeyMultibase: string }[] }
).pairs;
const privateKey = privateKeyPem(decodeSecretMultikey(pair?.secretKeyMultibase ?? ""));
const NOW = Date.UTC(2023, 1, 25);
const CREATED = Date.UTC(2023, 1, 24, 23, 36, 38);

const crypto = createNodeCrypto();

test("a CryptoPort of @mastic/http-signatures is one of ours", () => {
  expectTypeOf<HttpCryptoPort>().toExtend<CryptoPort>();
});

async function verifyOnly(
  document: JsonObject,
  key: Multikey,
  policy: Partial<ProofPolicy> = {},
  now = NOW,
  port: CryptoPort = crypto,
): Promise<VerifiedProof> {
  const proofs = parseProofs(document);
  const [proof] = proofs;
  if (proof === undefined || proofs.length > 1) throw new Error("one proof was expected");
  return verifyProof(proof, document, key, {
    now,
    policy: { controller: key.controller, ...policy },
    crypto: port,
  });
}

describe.each(ports)("with %s", (_, port) => {
  test.each(valid)("$name verifies", async ({ document, key }) => {
    const { proof: _proof, ...unsecured } = document;
    expect(await verifyOnly(document, key, {}, NOW, port)).toEqual({
      verificationMethod: key.id,
      controller: key.controller,
      created: CREATED,
      expires: undefined,
      document: unsecured,
    });
  });

  test.each(valid.filter((vector) => vector.reproducible))("$name is what we sign", async (vector) => {
    const { document, key } = vector;
    const { proof, ...unsecured } = document;
    const options = { verificationMethod: key.id, privateKey, created: CREATED, crypto: port };
    expect(await createProof(unsecured, options)).toEqual(proof);
    expect(await addProof(unsecured, options)).toEqual(document);
  });

  test("a key that is no point is refused with a code, whoever finds out", async () => {
    const [vector] = valid;
    if (vector === undefined) throw new Error("no vector");
    for (const fill of [0, 2, 255]) {
      const publicKeyMultibase = encodeMultikey(new Uint8Array(32).fill(fill));
      await expect(
        verifyOnly(vector.document, { ...vector.key, publicKeyMultibase }, {}, NOW, port),
      ).rejects.toMatchObject({ name: "IntegrityError" });
    }
  });
});

test.each(valid.filter((vector) => vector.documentHash !== undefined))("hashes of $name", async (vector) => {
  const { proof, ...unsecured } = vector.document;
  const { proofValue: _proofValue, ...options } = proof;
  const hash = async (value: unknown): Promise<string> => {
    const digest = await (crypto as CryptoPort).digest(
      "sha-256",
      new TextEncoder().encode(canonicalize(value)),
    );
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  expect(await hash(unsecured)).toBe(vector.documentHash);
  expect(await hash(options)).toBe(vector.optionsHash);
});

test.each(invalid)("$name: $code", async ({ of, key, policy, now, code, ...change }) => {
  const vector = valid.find(({ name }) => name === of);
  if (vector === undefined) throw new Error(`no valid case ${of}`);
  await expect(
    (async () => verifyOnly(changed(vector.document, change), { ...vector.key, ...key }, policy, now))(),
  ).rejects.toMatchObject({ name: "IntegrityError", code });
});

const alice = "https://server.example/users/alice";
const key: Multikey = {
  id: `${alice}#ed25519-key`,
  controller: alice,
  publicKeyMultibase: pair?.publicKeyMultibase ?? "",
};
const options = { verificationMethod: key.id, privateKey, created: CREATED, crypto };
const note: JsonObject = {
  "@context": "https://www.w3.org/ns/activitystreams",
  id: `${alice}/notes/1`,
  type: "Note",
  attributedTo: alice,
  content: "Hello",
};

test("contexts that were added after signing are not part of what is verified", async () => {
  const signed = await addProof(note, options);
  const contexts = signed["@context"] as JsonValue[];
  const longer = { ...signed, "@context": [...contexts, { content: "https://evil.example/other" }] };
  const { document } = await verifyOnly(longer, key);
  expect(document["@context"]).toEqual(contexts);
  expect(document).toEqual({ ...note, "@context": contexts });
});

test("one context signed as a string is the same in a list of one, and of more", async () => {
  const signed = { ...note, proof: await createProof(note, options) };
  const context = "https://www.w3.org/ns/activitystreams";
  for (const other of [[context], [context, "https://w3id.org/security/data-integrity/v2"]]) {
    const { document } = await verifyOnly({ ...signed, "@context": other }, key);
    expect(document["@context"]).toBe(context);
  }
});

test("addProof makes the proof's terms known to JSON-LD once, and only where there is JSON-LD", async () => {
  const v2 = "https://w3id.org/security/data-integrity/v2";
  const signed = await addProof(note, options);
  expect(signed["@context"]).toEqual(["https://www.w3.org/ns/activitystreams", v2]);
  for (const context of [v2, ["https://w3id.org/security/data-integrity/v1"]]) {
    expect((await addProof({ ...note, "@context": context }, options))["@context"]).toEqual(context);
  }
  const { "@context": _context, ...plain } = note;
  const secured = await addProof(plain, options);
  expect(secured).not.toHaveProperty("@context");
  expect(secured["proof"]).not.toHaveProperty("@context");
  await expect(verifyOnly(secured, key)).resolves.toMatchObject({ document: plain });
  await expect(verifyOnly({ ...secured, "@context": v2 }, key)).rejects.toMatchObject({
    code: "signature_invalid",
  });
});

test("expiry, domain and challenge are signed, and counted", async () => {
  const expires = CREATED + 60_000;
  const bound = await addProof(note, {
    ...options,
    expires,
    domain: ["a.example", "b.example"],
    challenge: "1f44",
    nonce: "7",
  });
  const policy = { domain: ["b.example", "a.example"], challenge: "1f44" };
  await expect(verifyOnly(bound, key, policy, expires - 1)).resolves.toMatchObject({ expires });
  await expect(verifyOnly(bound, key, policy, expires)).rejects.toMatchObject({ code: "expired" });
  await expect(verifyOnly(bound, key, {}, expires - 1)).rejects.toMatchObject({ code: "domain_mismatch" });
  const { domain } = policy;
  await expect(verifyOnly(bound, key, { domain }, expires - 1)).rejects.toMatchObject({
    code: "challenge_mismatch",
  });
});

test("several proofs: each is verified by itself, others are passed over", async () => {
  const first = await createProof(note, options);
  const second = await createProof(note, { ...options, created: CREATED + 1000 });
  const unknown = { type: "DataIntegrityProof", cryptosuite: "ecdsa-jcs-2019" };
  const document = { ...note, proof: [unknown, first, second] };
  const proofs = parseProofs(document);
  expect(proofs.map(({ created }) => created)).toEqual([CREATED, CREATED + 1000]);
  for (const proof of proofs) {
    const verified = verifyProof(proof, document, key, { now: NOW, policy: { controller: alice }, crypto });
    await expect(verified).resolves.toMatchObject({ controller: alice });
  }
});

test("what the caller gets wrong is the caller's", async () => {
  const rsa = await crypto.generateKeyPair("rsa");
  const input = { kind: "input" };
  for (const wrong of [
    { privateKey: rsa.privateKeyPem },
    { created: NaN },
    { expires: Infinity },
    { verificationMethod: "" },
    // What parseProofs refuses.
    { verificationMethod: "x".repeat(2049) },
    { challenge: "x".repeat(2049) },
    { domain: [] },
    { domain: Array.from({ length: 9 }, (_, index) => `${index}.example`) },
    { domain: "x".repeat(2049) },
    { domain: ["a.example", "x".repeat(2049)] },
  ]) {
    await expect(addProof(note, { ...options, ...wrong })).rejects.toMatchObject({ code: "options_invalid" });
  }
  const longest = {
    domain: Array.from({ length: 8 }, () => "x".repeat(2048)),
    challenge: "x".repeat(2048),
    nonce: "x".repeat(2049),
  };
  expect(parseProofs(await addProof(note, { ...options, ...longest }))).toMatchObject([
    { domain: longest.domain, challenge: longest.challenge },
  ]);
  const signed = await addProof(note, options);
  await expect(addProof(signed, options)).rejects.toMatchObject({ code: "proof_present", ...input });
  await expect(verifyOnly(signed, key, {}, NaN)).rejects.toMatchObject({ code: "options_invalid", ...input });
  await expect(verifyOnly(signed, key, { maxAgeSeconds: NaN })).rejects.toMatchObject({ code: "too_old" });
  await expect(verifyOnly(signed, key, { clockSkewSeconds: NaN })).rejects.toMatchObject({
    code: "in_future",
  });
});

const members = fc
  .dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll("__proto__", "proto")) as JsonObject)
  .filter((value) => !("proof" in value) && !("@context" in value));

test("what is signed verifies, also when it was written again in another order", async () => {
  await fc.assert(
    fc.asyncProperty(members, fc.boolean(), async (value, isLinked) => {
      const document = isLinked ? { ...note, ...value } : value;
      const signed = await addProof(document, options);
      const entries = Object.entries(JSON.parse(JSON.stringify(signed)) as JsonObject).reverse();
      await expect(verifyOnly(Object.fromEntries(entries), key)).resolves.toBeDefined();
    }),
  );
});

test("any change to document, options or signature breaks the proof", async () => {
  const other = fc
    .jsonValue({ maxDepth: 1 })
    .map((value) => JSON.parse(JSON.stringify(value).replaceAll("__proto__", "proto")) as JsonValue);
  await fc.assert(
    fc.asyncProperty(members, fc.string(), other, fc.boolean(), async (value, name, put, inProof) => {
      const signed = await addProof({ ...note, ...value }, options);
      const proof = signed["proof"] as JsonObject;
      const names = Object.keys(inProof ? proof : signed);
      const at = [...names, name][name.length % (names.length + 1)] ?? name;
      const part = inProof ? proof : signed;
      fc.pre(at !== "__proto__" && at !== "proof" && at !== "@context");
      fc.pre(!Object.hasOwn(part, at) || canonicalize(part[at]) !== canonicalize(put));
      const tampered = inProof ? { ...signed, proof: { ...proof, [at]: put } } : { ...signed, [at]: put };
      await expect((async () => verifyOnly(tampered, key))()).rejects.toMatchObject({
        name: "IntegrityError",
      });
    }),
  );
});

test("no proof that anybody could send ends in another error", async () => {
  const json = fc.jsonValue({ maxDepth: 2 });
  const hostile = fc.record(
    {
      type: fc.oneof(fc.constant("DataIntegrityProof"), json),
      cryptosuite: fc.oneof(fc.constant("eddsa-jcs-2022"), json),
      verificationMethod: fc.oneof(fc.constant(key.id), json),
      proofPurpose: fc.oneof(fc.constant("assertionMethod"), json),
      proofValue: fc.oneof(fc.constant(`z${"1".repeat(64)}`), json),
      created: json,
      expires: json,
      domain: json,
      challenge: json,
      "@context": json,
    },
    { requiredKeys: ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(hostile, json), async (proof) => {
      const document = { ...note, proof: JSON.parse(JSON.stringify(proof)) as JsonValue };
      await expect((async () => verifyOnly(document, key))()).rejects.toMatchObject({
        name: "IntegrityError",
      });
    }),
  );
});
