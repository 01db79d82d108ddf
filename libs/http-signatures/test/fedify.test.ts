// Fedify as an independent oracle: it verifies what we sign, and we verify what it signs, in both schemes.

import { createPrivateKey, createPublicKey, webcrypto } from "node:crypto";
import { signRequest as signByFedify, verifyRequest as verifyByFedify } from "@fedify/fedify/sig";
import { CryptographicKey } from "@fedify/vocab";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSignature, signRequest, verifySignature } from "../src/index.ts";
import { createNodeCrypto } from "../src/node.ts";

const crypto = createNodeCrypto();
const keyId = "https://peer.example/users/alice#main-key";
const owner = new URL("https://peer.example/users/alice");
const rsaHash = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

async function keysOf(type: "rsa" | "ed25519") {
  const pair = await crypto.generateKeyPair(type);
  const algorithm = type === "rsa" ? rsaHash : "Ed25519";
  const der = createPublicKey(pair.publicKeyPem).export({ type: "spki", format: "der" });
  const publicKey = await webcrypto.subtle.importKey("spki", der, algorithm, true, ["verify"]);
  const fedifyKey = new CryptographicKey({ id: new URL(keyId), owner, publicKey });
  return { ...pair, keyCache: { get: async () => fedifyKey, set: async () => undefined } };
}

const rsa = await keysOf("rsa");
const ed25519 = await keysOf("ed25519");
const privateDer = createPrivateKey(rsa.privateKeyPem).export({ type: "pkcs8", format: "der" });
const privateKey = await webcrypto.subtle.importKey("pkcs8", privateDer, rsaHash, true, ["sign"]);
/** Fedify would fetch the key afresh when a signature does not hold. */
const nowhere = () => Promise.reject(new Error("no network"));
const loaders = { documentLoader: nowhere, contextLoader: nowhere };

const schemes = [
  ["cavage", "draft-cavage-http-signatures-12"],
  ["rfc9421", "rfc9421"],
] as const;
// With Ed25519 Fedify verifies RFC 9421 alone, and signs neither: it has "Unsupported algorithm" for any key but RSA's.
const verifiable = [
  [...schemes[0], "RSA", rsa],
  [...schemes[1], "RSA", rsa],
  [...schemes[1], "Ed25519", ed25519],
] as const;

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}

/** Requests as servers send them to each other, with everything that may vary. */
const sent: fc.Arbitrary<Sent> = fc
  .record({
    // Fedify wants a Digest with every other method, content or not.
    method: fc.constantFrom("GET", "POST", "PUT"),
    host: fc.constantFrom("example.com", "example.com:8443", "xn--bcher-kva.example", "192.0.2.1"),
    path: fc.webPath().map((path) => (path.startsWith("/") ? path : `/${path}`)),
    query: fc.oneof(
      fc.constant(""),
      fc.constant("?"),
      fc.webQueryParameters().map((query) => `?${query}`),
    ),
    type: fc.constantFrom(
      "application/activity+json",
      'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
    ),
    language: fc.option(fc.constantFrom("en", "de, en;q=0.5"), { nil: undefined }),
    text: fc.oneof(fc.string(), fc.json(), fc.string({ unit: "grapheme" })),
  })
  .map(({ method, host, path, query, type, language, text }) => ({
    method,
    // As it goes over the wire.
    url: new URL(`https://${host}${path}${query}`).href,
    headers: {
      "content-type": type,
      ...(language !== undefined && { "accept-language": language }),
    },
    text: method === "POST" || method === "PUT" ? text : undefined,
  }));

function fedifyRequest(
  { method, url, headers, text }: Sent,
  added: Readonly<Record<string, string>> = {},
): Request {
  return new Request(url, {
    method,
    headers: { ...headers, ...added },
    ...(text !== undefined && { body: text }),
  });
}

describe("Fedify verifies what we sign", () => {
  // Fedify leaves the query out of (request-target) on both sides.
  test.each(verifiable)("%s (%s) with %s", async (scheme, spec, _, { privateKeyPem, keyCache }) => {
    await fc.assert(
      fc.asyncProperty(sent, async (request) => {
        const { method, url, headers, text } = request;
        const body = text === undefined ? undefined : new TextEncoder().encode(text);
        const added = await signRequest(
          { method, url, headers, body },
          { keyId, privateKey: privateKeyPem, now: Date.now(), crypto, scheme, unsignedQuery: true },
        );
        const verify = (given: Sent) =>
          verifyByFedify(fedifyRequest(given, added), { keyCache, spec, ...loaders });
        expect((await verify(request))?.id?.href).toBe(keyId);
        if (text !== undefined) expect(await verify({ ...request, text: `${text} ` })).toBeNull();
        expect(await verify({ ...request, url: new URL("/elsewhere", url).href })).toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});

describe("we verify what Fedify signs", () => {
  test.each(schemes)("%s", async (scheme, spec) => {
    await fc.assert(
      fc.asyncProperty(sent, async (request) => {
        const signed = await signByFedify(fedifyRequest(request), privateKey, new URL(keyId), { spec });
        const received = {
          method: request.method,
          url: request.url,
          headers: Object.fromEntries(signed.headers),
          ...(request.text !== undefined && { body: new Uint8Array(await signed.arrayBuffer()) }),
        };
        const key = { id: keyId, publicKey: rsa.publicKeyPem };
        const { host } = new URL(request.url);
        const options = { now: Date.now(), policy: { host }, crypto };
        const verified = await verifySignature(parseSignature(received), received, key, options);
        expect(verified).toMatchObject({ scheme, keyId });
        const elsewhere = { ...received, url: new URL("/elsewhere", request.url).href };
        await expect(
          verifySignature(parseSignature(elsewhere), elsewhere, key, options),
        ).rejects.toMatchObject({
          code: "signature_invalid",
        });
      }),
      { numRuns: 100 },
    );
  });
});

test("Fedify signs with RSA alone, and verifies no Ed25519 in draft-cavage", async () => {
  const der = createPrivateKey(ed25519.privateKeyPem).export({ type: "pkcs8", format: "der" });
  const key = await webcrypto.subtle.importKey("pkcs8", der, "Ed25519", true, ["sign"]);
  const request = new Request("https://example.com/inbox");
  for (const [, spec] of schemes) {
    await expect(signByFedify(request, key, new URL(keyId), { spec })).rejects.toThrow(
      "Unsupported algorithm",
    );
  }
  const { url } = request;
  const options = { keyId, privateKey: ed25519.privateKeyPem, now: Date.now(), crypto };
  const headers = await signRequest({ method: "GET", url, headers: {} }, { ...options, scheme: "cavage" });
  const verifying = verifyByFedify(new Request(url, { headers }), {
    keyCache: ed25519.keyCache,
    spec: schemes[0][1],
    ...loaders,
  });
  await expect(verifying).rejects.toThrow();
});
