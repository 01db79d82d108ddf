import { beforeAll, describe, expect, test } from "vitest";
import {
  type HttpRequest,
  type KeyPairPem,
  type KeyPairType,
  parseSignature,
  signRequest,
  verifySignature,
} from "./index.ts";
import { createNodeCrypto } from "./node.ts";
import { ports } from "./ports.test-support.ts";

const NOW = Date.UTC(2026, 0, 1, 12);
const types: readonly KeyPairType[] = ["rsa", "ed25519", "p256", "p384"];
const requests: Record<string, HttpRequest> = {
  POST: {
    method: "POST",
    url: "https://example.com/users/bob/inbox?x=1",
    headers: { "content-type": "application/activity+json" },
    body: new TextEncoder().encode('{"type":"Like"}'),
  },
  GET: { method: "GET", path: "/users/bob", host: "Example.com:443", headers: { accept: "*/*" } },
};

const pairs = new Map<KeyPairType, KeyPairPem>();
beforeAll(async () => {
  for (const type of types) pairs.set(type, await createNodeCrypto().generateKeyPair(type));
});

function pairOf(type: KeyPairType): KeyPairPem {
  const pair = pairs.get(type);
  if (pair === undefined) throw new Error(`no pair of type ${type}`);
  return pair;
}

describe.each(ports)("%s signs what every port verifies", (_, signer) => {
  test.each(
    types.flatMap((type) =>
      (["cavage", "rfc9421"] as const).flatMap((scheme) =>
        Object.keys(requests).map((method) => [type, scheme, method] as const),
      ),
    ),
  )("%s, %s, %s", async (type, scheme, method) => {
    const request = requests[method];
    if (request === undefined) throw new Error("no such request");
    const { privateKeyPem, publicKeyPem } = pairOf(type);
    const keyId = "https://peer.example/users/alice#main-key";
    const added = await signRequest(request, {
      keyId,
      privateKey: privateKeyPem,
      now: NOW,
      crypto: signer,
      scheme,
    });
    const received = { ...request, headers: { ...request.headers, ...added } };
    const parsed = parseSignature(received);
    expect(parsed).toMatchObject({ scheme, keyId });
    for (const [, crypto] of ports) {
      const verified = await verifySignature(
        parsed,
        received,
        { id: keyId, publicKey: publicKeyPem },
        { now: NOW + 1000, policy: { host: "example.com" }, crypto },
      );
      expect(verified).toMatchObject({ scheme, keyId, signedAt: NOW, coversQuery: true });
    }
  });
});

test.each(["cavage", "rfc9421"] as const)(
  "%s: a target of another host is refused, in any form",
  async (scheme) => {
    const { privateKeyPem: privateKey, publicKeyPem: publicKey } = pairOf("ed25519");
    const crypto = createNodeCrypto();
    const [keyId, host] = ["https://peer.example/users/alice#main-key", "example.com"];
    for (const [method, path, ours] of [
      ["GET", "https://example.com/users/bob?x=1", true],
      ["GET", "https://other.example/users/bob?x=1", false],
      ["CONNECT", "example.com:443", true],
      ["CONNECT", "other.example:443", false],
    ] as const) {
      const request = { method, path, host, headers: { host: ours ? host : "other.example" } };
      const added = await signRequest(request, { keyId, privateKey, now: NOW, crypto, scheme });
      const received = { ...request, headers: { ...request.headers, ...added } };
      const options = { now: NOW, policy: { host }, crypto };
      const verify = () =>
        verifySignature(parseSignature(received), received, { id: keyId, publicKey }, options);
      if (ours) await expect(verify()).resolves.toMatchObject({ coversQuery: true });
      else await expect(verify()).rejects.toMatchObject({ code: "host_mismatch" });
      // What the Host header says does not make it ours.
      const disguised = { ...received, headers: { ...received.headers, host } };
      if (!ours) {
        const attempt = verifySignature(
          parseSignature(disguised),
          disguised,
          { id: keyId, publicKey },
          options,
        );
        await expect(attempt).rejects.toMatchObject({ code: "host_mismatch" });
      }
    }
  },
);

test("a record with both url and path has the target of its url, in every component", async () => {
  const { privateKeyPem: privateKey, publicKeyPem: publicKey } = pairOf("ed25519");
  const crypto = createNodeCrypto();
  const [keyId, host] = ["https://peer.example/users/alice#main-key", "example.com"];
  const components = ["@method", "@authority", "@request-target"];
  const sign = { keyId, privateKey, now: NOW, crypto, scheme: "rfc9421", components } as const;
  const headers = await signRequest({ method: "GET", path: "/public", host, headers: {} }, sign);
  // Only who has no types can make one.
  const both: object = { path: "/public" };
  const attempt = async (url: string) => {
    const request: HttpRequest = { ...both, method: "GET", url, headers };
    const options = { now: NOW, policy: { host }, crypto };
    return verifySignature(parseSignature(request), request, { id: keyId, publicKey }, options);
  };
  await expect(attempt("https://example.com/public")).resolves.toMatchObject({ keyId });
  await expect(attempt("https://example.com/admin")).rejects.toMatchObject({ code: "signature_invalid" });
});

test.each(["a\r\nx-evil: 1", "A", "a b", "a=(),b", ""])(
  "a label that is no key is refused: %j",
  async (label) => {
    const request = { method: "GET", url: "https://example.com/", headers: {} };
    const { privateKeyPem } = pairOf("ed25519");
    await expect(
      signRequest(request, {
        scheme: "rfc9421",
        label,
        keyId: "https://peer.example/key",
        privateKey: privateKeyPem,
        now: NOW,
        crypto: createNodeCrypto(),
      }),
    ).rejects.toMatchObject({ code: "field_unserializable" });
  },
);
