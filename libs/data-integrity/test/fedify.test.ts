// Fedify as an independent oracle: it verifies what we sign, and we verify what it signs.

import { createPrivateKey, createPublicKey, webcrypto } from "node:crypto";
import { preloadedContexts } from "@fedify/fedify/runtime";
import { signObject, verifyObject } from "@fedify/fedify/sig";
import {
  Announce,
  Create,
  Follow,
  Multikey as FedifyMultikey,
  Note,
  Person,
  PUBLIC_COLLECTION,
} from "@fedify/vocab";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addProof,
  assertionMethodOf,
  encodeMultikey,
  type JsonObject,
  ownerOf,
  parseProofs,
  publicKeyOfPem,
  verifyProof,
  type VerifiedProof,
} from "../src/index.ts";

const crypto = createNodeCrypto();
const pair = await crypto.generateKeyPair("ed25519");
const alice = "https://peer.example/users/alice";
const keyId = `${alice}#ed25519-key`;
const der = { type: "spki", format: "der" } as const;
const publicKey = await webcrypto.subtle.importKey(
  "spki",
  createPublicKey(pair.publicKeyPem).export(der),
  "Ed25519",
  true,
  ["verify"],
);
const privateKey = await webcrypto.subtle.importKey(
  "pkcs8",
  createPrivateKey(pair.privateKeyPem).export({ type: "pkcs8", format: "der" }),
  "Ed25519",
  true,
  ["sign"],
);

const documentLoader = async (documentUrl: string) => {
  const document = preloadedContexts[documentUrl];
  if (document === undefined) throw new Error(`No network in tests: ${documentUrl}`);
  return { contextUrl: null, documentUrl, document };
};
const loaders = { documentLoader, contextLoader: documentLoader };
const fedifyKey = new FedifyMultikey({ id: new URL(keyId), controller: new URL(alice), publicKey });
const keyCache = { get: async () => fedifyKey, set: async () => undefined };

/** The actor as Fedify writes it; our key is read from there. */
const actor = (await new Person({ id: new URL(alice), assertionMethods: [fedifyKey] }).toJsonLd({
  format: "compact",
  ...loaders,
})) as JsonObject;

async function verifyOurs(document: JsonObject): Promise<VerifiedProof> {
  const [proof] = parseProofs(document);
  const controller = ownerOf(document);
  if (proof === undefined || controller === undefined) throw new Error("no proof, or no owner");
  const key = assertionMethodOf(actor, proof.verificationMethod);
  return verifyProof(proof, document, key, { now: Date.now(), policy: { controller }, crypto });
}

const note = (content: string): Note =>
  new Note({
    id: new URL("https://peer.example/notes/1"),
    attribution: new URL(alice),
    content,
    to: PUBLIC_COLLECTION,
  });
const bob = new URL("https://mastic.example/users/bob");
const activities = (content: string) => [
  new Create({ id: new URL("https://peer.example/1"), actor: new URL(alice), object: note(content) }),
  new Announce({ id: new URL("https://peer.example/2"), actor: new URL(alice), object: bob }),
  new Follow({ id: new URL("https://peer.example/3"), actor: new URL(alice), object: bob }),
];

test("our Multikey is Fedify's", () => {
  expect(assertionMethodOf(actor, keyId)).toEqual({
    id: keyId,
    controller: alice,
    publicKeyMultibase: encodeMultikey(publicKeyOfPem(pair.publicKeyPem) ?? new Uint8Array()),
  });
});

describe("we verify what Fedify signs", () => {
  test.each(activities("Hello \u{1f600}"))("$constructor.name", async (activity) => {
    const signed = await signObject(activity, privateKey, new URL(keyId), { contextLoader: documentLoader });
    const compact = JSON.stringify(await signed.toJsonLd({ format: "compact", ...loaders }));
    // As Fedify does it before it signs, and before it sends.
    const document = JSON.parse(
      compact.replaceAll('"as:Public"', JSON.stringify(PUBLIC_COLLECTION)),
    ) as JsonObject;
    await expect(verifyOurs(document)).resolves.toMatchObject({ controller: alice });
    await expect(verifyOurs({ ...document, published: "2026-11-21T00:00:00Z" })).rejects.toMatchObject({
      code: "signature_invalid",
    });
  });
});

describe("Fedify verifies what we sign", () => {
  const sign = (document: JsonObject) =>
    addProof(document, {
      verificationMethod: keyId,
      privateKey: pair.privateKeyPem,
      created: Date.now(),
      crypto,
    });
  const verify = (document: JsonObject) => verifyObject(Create, document, { keyCache, ...loaders });
  const create = (content: string): JsonObject => ({
    "@context": "https://www.w3.org/ns/activitystreams",
    id: "https://peer.example/1",
    type: "Create",
    actor: alice,
    to: ["https://www.w3.org/ns/activitystreams#Public"],
    object: { id: "https://peer.example/notes/1", type: "Note", attributedTo: alice, content },
  });

  test("a Create of any content, and none that was changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (content) => {
        const signed = await sign(create(content));
        expect((await verify(signed))?.id?.href).toBe("https://peer.example/1");
        expect(await verify({ ...signed, published: "2026-11-21T00:00:00Z" })).toBeNull();
      }),
      { numRuns: 20 },
    );
  });
});
