// Fedify as an independent oracle: it verifies what we sign, and we verify what it signs, in both schemes.

import { createPrivateKey, createPublicKey, webcrypto } from "node:crypto";
import { signRequest as signByFedify, verifyRequest as verifyByFedify } from "@fedify/fedify/sig";
import { CryptographicKey } from "@fedify/vocab";
import { describe, expect, test } from "vitest";
import { parseSignature, signRequest, verifySignature } from "../src/index.ts";
import { createNodeCrypto } from "../src/node.ts";

const crypto = createNodeCrypto();
const pair = await crypto.generateKeyPair("rsa");
const keyId = "https://peer.example/users/alice#main-key";
const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const publicDer = createPublicKey(pair.publicKeyPem).export({ type: "spki", format: "der" });
const privateDer = createPrivateKey(pair.privateKeyPem).export({ type: "pkcs8", format: "der" });
const publicKey = await webcrypto.subtle.importKey("spki", publicDer, rsa, true, ["verify"]);
const privateKey = await webcrypto.subtle.importKey("pkcs8", privateDer, rsa, true, ["sign"]);

const url = "https://example.com/users/bob/inbox?x=1";
const text = JSON.stringify({ type: "Like", id: "https://peer.example/likes/1" });
const schemes = [
  ["cavage", "draft-cavage-http-signatures-12"],
  ["rfc9421", "rfc9421"],
] as const;
const methods = ["POST", "GET"] as const;

describe.each(schemes)("%s", (scheme, spec) => {
  // Fedify leaves the query out of (request-target) on both sides.
  test.each(methods)("Fedify verifies our %s", async (method) => {
    const body = method === "POST" ? new TextEncoder().encode(text) : undefined;
    const headers = { "content-type": "application/activity+json" };
    const request = { method, url, headers, body };
    const options = {
      keyId,
      privateKey: pair.privateKeyPem,
      now: Date.now(),
      crypto,
      scheme,
      unsignedQuery: true,
    };
    const added = await signRequest(request, options);
    const key = new CryptographicKey({
      id: new URL(keyId),
      owner: new URL("https://peer.example/users/alice"),
      publicKey,
    });
    const keyCache = { get: async () => key, set: async () => undefined };
    const verify = async (content: string) =>
      verifyByFedify(
        new Request(url, {
          method,
          headers: { ...headers, ...added },
          ...(method === "POST" && { body: content }),
        }),
        { keyCache, spec },
      );
    expect((await verify(text))?.id?.href).toBe(keyId);
    if (method === "POST") expect(await verify(`${text} `)).toBeNull();
  });

  test.each(methods)("we verify Fedify's %s", async (method) => {
    const request = new Request(url, {
      method,
      headers: { "content-type": "application/activity+json" },
      ...(method === "POST" && { body: text }),
    });
    const signed = await signByFedify(request, privateKey, new URL(keyId), { spec });
    const received = {
      method,
      url,
      headers: Object.fromEntries(signed.headers),
      ...(method === "POST" && { body: new Uint8Array(await signed.arrayBuffer()) }),
    };
    const parsed = parseSignature(received);
    const verified = await verifySignature(
      parsed,
      received,
      { id: keyId, publicKey: pair.publicKeyPem },
      { now: Date.now(), policy: { host: "example.com" }, crypto },
    );
    expect(verified).toMatchObject({ scheme, keyId, coversQuery: scheme === "rfc9421" });
  });
});
