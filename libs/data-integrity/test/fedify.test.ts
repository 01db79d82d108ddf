// Fedify as an independent oracle: it verifies what we sign, and we verify what it signs.

import { createPrivateKey, createPublicKey, webcrypto } from "node:crypto";
import { preloadedContexts } from "@fedify/fedify/runtime";
import { signObject, verifyObject } from "@fedify/fedify/sig";
import {
  getTypeId,
  Multikey as FedifyMultikey,
  Object as FedifyObject,
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
import { documentsOf, TYPES } from "./every-type.ts";

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

test("our Multikey is Fedify's", () => {
  expect(assertionMethodOf(actor, keyId)).toEqual({
    id: keyId,
    controller: alice,
    publicKeyMultibase: encodeMultikey(publicKeyOfPem(pair.publicKeyPem) ?? new Uint8Array()),
  });
});

const changed = (document: JsonObject): JsonObject => ({ ...document, published: "0001-01-01T00:00:00Z" });

test("every type is there", () => {
  expect(TYPES.length).toBeGreaterThan(55);
});

describe("we verify what Fedify signs", () => {
  /** As Fedify does it before it signs, and before it sends. */
  const asSent = (key: string, value: unknown): unknown => {
    if (value === "as:Public") return PUBLIC_COLLECTION.href;
    return key === "attachment" && !Array.isArray(value) ? [value] : value;
  };

  // The context that Fedify writes for an Emoji has no `proof`, so that its proof comes under the full name, which
  // readers of plain JSON do not know.
  test.each(TYPES.filter(({ name }) => name !== "Emoji"))("$name", async (type) => {
    await fc.assert(
      fc.asyncProperty(documentsOf(type, alice), async (given) => {
        const object = await FedifyObject.fromJsonLd(given, loaders);
        const signed = await signObject(object, privateKey, new URL(keyId), {
          contextLoader: documentLoader,
        });
        const compact = JSON.stringify(await signed.toJsonLd({ format: "compact", ...loaders }));
        const document = JSON.parse(compact, asSent) as JsonObject;
        await expect(verifyOurs(document)).resolves.toMatchObject({ controller: alice });
        await expect(verifyOurs(changed(document))).rejects.toMatchObject({ code: "signature_invalid" });
      }),
      { numRuns: 3 },
    );
  });
});

describe("Fedify verifies what we sign", () => {
  const verify = (document: JsonObject) => verifyObject(FedifyObject, document, { keyCache, ...loaders });

  test.each(TYPES)("$name", async (type) => {
    await fc.assert(
      fc.asyncProperty(documentsOf(type, alice), async (document) => {
        const signed = await addProof(document, {
          verificationMethod: keyId,
          privateKey: pair.privateKeyPem,
          created: Date.now(),
          crypto,
        });
        const verified = await verify(signed);
        expect(verified === null ? null : getTypeId(verified).href).toBe(type.typeId);
        expect(await verify(changed(signed))).toBeNull();
      }),
      { numRuns: 3 },
    );
  });
});
