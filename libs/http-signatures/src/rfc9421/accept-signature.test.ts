import { beforeAll, describe, expect, test } from "vitest";
import vectors from "../../../../vectors/http-signatures/accept-signature.json" with { type: "json" };
import {
  formatAcceptSignature,
  fulfilAcceptSignature,
  parseAcceptSignature,
  parseSignature,
  type SignOptions,
  signRequest,
  verifySignature,
} from "../index.ts";
import { createNodeCrypto } from "../node.ts";

describe("Accept-Signature", () => {
  test.each(vectors.valid)("$value", ({ value, canonical, wanted }) => {
    const parsed = parseAcceptSignature(value);
    expect(parsed).toEqual(JSON.parse(JSON.stringify(wanted)));
    expect(formatAcceptSignature(parsed)).toBe(canonical ?? value);
    expect(parseAcceptSignature(formatAcceptSignature(parsed))).toEqual(parsed);
  });

  test.each(vectors.invalid)("refuses $value", ({ value, code }) => {
    expect(() => parseAcceptSignature(value)).toThrow(expect.objectContaining({ code }));
  });
});

const crypto = createNodeCrypto();
const keyId = "https://peer.example/users/alice#main-key";
const now = Date.UTC(2026, 0, 1);
let publicKeyPem = "";
let options: SignOptions;
beforeAll(async () => {
  const pair = await crypto.generateKeyPair("ed25519");
  publicKeyPem = pair.publicKeyPem;
  options = { keyId, privateKey: pair.privateKeyPem, now, crypto, scheme: "rfc9421" };
});
const request = { method: "GET", url: "https://example.com/outbox?page=true", headers: { accept: "*/*" } };

test("what is asked for is what is sent, for each label", async () => {
  const asked = parseAcceptSignature(
    'a=("@method" "@target-uri" "accept");created;expires;tag="t";nonce="n", b=("@method" "@authority" "@path" "@query");alg="ed25519"',
  );
  let headers: Record<string, string> = { ...request.headers };
  for (const wanted of asked) {
    headers = {
      ...headers,
      ...(await signRequest({ ...request, headers }, fulfilAcceptSignature(wanted, options))),
    };
  }
  const received = { ...request, headers };
  for (const wanted of asked) {
    const parsed = parseSignature(received, { label: wanted.label });
    expect(parsed).toMatchObject({ components: wanted.components, tag: wanted.tag, nonce: wanted.nonce });
    expect(parsed.created).toBe(now / 1000);
    expect(parsed.expires).toBe(wanted.expires === true ? now / 1000 + 300 : undefined);
    await verifySignature(
      parsed,
      received,
      { id: keyId, publicKey: publicKeyPem },
      { now, policy: { host: "example.com" }, crypto },
    );
  }
  expect(parseSignature(received, { tag: "t" })).toMatchObject({ label: "a" });
  const again = fulfilAcceptSignature(asked[0] ?? { label: "", components: [] }, options);
  await expect(signRequest(received, again)).rejects.toMatchObject({ code: "request_malformed" });
});

test("a signature that would hold for another host or request is not made", () => {
  for (const components of [[], ["@method"], ["@method", "@authority"], ["@method", "@path", "@query"]]) {
    expect(() => fulfilAcceptSignature({ label: "a", components }, options)).toThrow(
      expect.objectContaining({ code: "component_missing" }),
    );
  }
});

test("another key, an unknown algorithm, or a component of responses is not signed", async () => {
  const wanted = { label: "a", components: ["@method", "@target-uri"] };
  expect(() => fulfilAcceptSignature({ ...wanted, keyId: "other" }, options)).toThrow(
    expect.objectContaining({ code: "key_mismatch" }),
  );
  expect(() => fulfilAcceptSignature({ ...wanted, algorithm: "none" }, options)).toThrow(
    expect.objectContaining({ code: "algorithm_unsupported" }),
  );
  const attempt = signRequest(
    request,
    fulfilAcceptSignature({ ...wanted, components: ["@status"] }, options),
  );
  await expect(attempt).rejects.toMatchObject({ code: "component_unsupported" });
  const rsa = signRequest(
    request,
    fulfilAcceptSignature({ ...wanted, algorithm: "rsa-pss-sha512" }, options),
  );
  await expect(rsa).rejects.toMatchObject({ code: "algorithm_mismatch" });
});
