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
