import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type HttpRequest,
  type HttpResponse,
  type KeyPairPem,
  parseRfc9421Signatures,
  type ResponsePolicy,
  type Rfc9421SignOptions,
  SignatureError,
  signRequest,
  signResponse,
  verifyResponse,
} from "./index.ts";
import { createNodeCrypto } from "./node.ts";
import { ports } from "./ports.test-support.ts";

const NOW = Date.UTC(2026, 0, 1, 12);
const keyId = "https://peer.example/users/alice#main-key";
const request: HttpRequest = { method: "GET", url: "https://peer.example/users/alice?x=1", headers: {} };
const response: HttpResponse = {
  status: 200,
  headers: { "content-type": "application/activity+json" },
  body: new TextEncoder().encode("{}"),
  request,
};
const node = createNodeCrypto();
let pair: KeyPairPem;
beforeAll(async () => {
  pair = await node.generateKeyPair("p256");
});

function sign(message: HttpResponse, options: Partial<Rfc9421SignOptions> = {}) {
  return signResponse(message, { keyId, privateKey: pair.privateKeyPem, now: NOW, crypto: node, ...options });
}

async function signed(
  message: HttpResponse,
  options: Partial<Rfc9421SignOptions> = {},
): Promise<HttpResponse> {
  return { ...message, headers: { ...message.headers, ...(await sign(message, options)) } };
}

async function verify(message: HttpResponse, policy: ResponsePolicy = {}, crypto = ports[0]?.[1] ?? node) {
  const [signature] = parseRfc9421Signatures(message);
  if (signature === undefined) throw new Error("no signature");
  const key = { id: keyId, publicKey: pair.publicKeyPem };
  return verifyResponse(signature, message, key, { now: NOW, policy, crypto });
}

describe.each(ports)("responses on %s", (_, crypto) => {
  test("what is signed is verified", async () => {
    const verified = await verify(await signed(response, { crypto }), {}, crypto);
    expect(verified).toMatchObject({
      scheme: "rfc9421",
      keyId,
      algorithm: "ecdsa-p256-sha256",
      signedAt: NOW,
    });
    expect(verified.components).toEqual([
      "@status",
      "content-digest",
      '"@method";req',
      '"@target-uri";req',
      "content-type",
    ]);
  });
});

describe("a response", () => {
  test.each<[string, string, (message: HttpResponse) => HttpResponse]>([
    ["another status", "signature_invalid", (message) => ({ ...message, status: 201 })],
    [
      "another content",
      "digest_mismatch",
      (message) => ({ ...message, body: new TextEncoder().encode("[]") }),
    ],
    ["no content", "digest_mismatch", (message) => ({ ...message, body: undefined })],
    [
      "the answer to another request",
      "signature_invalid",
      (message) => ({ ...message, request: { ...request, url: "https://peer.example/users/bob?x=1" } }),
    ],
    [
      "the answer to another method",
      "signature_invalid",
      (message) => ({ ...message, request: { ...request, method: "DELETE" } }),
    ],
    ["the answer to no request", "component_unsupported", (message) => ({ ...message, request: undefined })],
  ])("with %s is refused", async (_, code, change) => {
    const message = change(await signed(response));
    await expect(verify(message)).rejects.toMatchObject({ code });
  });

  test.each<[string, string, readonly string[], ResponsePolicy]>([
    ["no status", "component_missing", ["content-digest", '"@method";req', '"@target-uri";req'], {}],
    ["no request", "component_missing", ["@status", "content-digest"], {}],
    ["no method of it", "component_missing", ["@status", "content-digest", '"@target-uri";req'], {}],
    [
      "no query of it",
      "component_missing",
      ["@status", "content-digest", '"@method";req', '"@authority";req', '"@path";req'],
      {},
    ],
    ["no content", "digest_missing", ["@status", '"@method";req', '"@target-uri";req'], {}],
    [
      "no wanted field",
      "component_missing",
      ["@status", "content-digest", '"@method";req', '"@target-uri";req'],
      { requiredComponents: ["content-type"] },
    ],
  ])("that covers %s is refused", async (_, code, components, policy) => {
    await expect(verify(await signed(response, { components }), policy)).rejects.toMatchObject({ code });
  });

  test("may say nothing of its request where the policy takes that", async () => {
    const unbound = await signed(response, { components: ["@status", "content-digest"] });
    await expect(verify(unbound, { unboundResponse: "accept" })).resolves.toMatchObject({ keyId });
  });

  test("can be bound to the parts of its request", async () => {
    const components = [
      "@status",
      "content-digest",
      '"@method";req',
      '"@authority";req',
      '"@path";req',
      '"@query";req',
    ];
    await expect(verify(await signed(response, { components }))).resolves.toMatchObject({ keyId });
  });

  test("is too old, or from the future, or expired", async () => {
    const old = await signed(response, { now: NOW - 3_600_001 });
    await expect(verify(old)).rejects.toMatchObject({ code: "too_old" });
    const early = await signed(response, { now: NOW + 301_000 });
    await expect(verify(early)).rejects.toMatchObject({ code: "in_future" });
    const short = await signed(response, { now: NOW - 900_000, expiresInSeconds: 60 });
    await expect(verify(short)).rejects.toMatchObject({ code: "expired" });
    // To the second: the skew is for clocks that are ahead.
    const ending = await signed(response, { now: NOW - 60_000, expiresInSeconds: 60 });
    await expect(verify(ending)).rejects.toMatchObject({ code: "expired" });
    const lasting = await signed(response, { now: NOW - 60_000, expiresInSeconds: 61 });
    await expect(verify(lasting)).resolves.toMatchObject({ refusedFrom: NOW + 1_000 });
  });
});

test("a shared secret is taken only by whoever asks for it", async () => {
  const privateKey = { kty: "oct", k: "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE" };
  const message = await signed(response, { privateKey });
  const [signature] = parseRfc9421Signatures(message);
  if (signature === undefined) throw new Error("no signature");
  const key = { id: keyId, publicKey: privateKey };
  const options = { now: NOW, policy: {}, crypto: node };
  const unasked = verifyResponse(signature, message, key, options);
  await expect(unasked).rejects.toMatchObject({ code: "algorithm_unsupported" });
  const policy: ResponsePolicy = { algorithms: ["hmac-sha256"] };
  const asked = verifyResponse(signature, message, key, { ...options, policy });
  await expect(asked).resolves.toMatchObject({ algorithm: "hmac-sha256" });
  const cavage = signRequest(request, { keyId, privateKey, now: NOW, crypto: node });
  await expect(cavage).rejects.toMatchObject({ code: "algorithm_mismatch" });
});

test("sf, key, bs and tr are signed and verified", async () => {
  const message: HttpResponse = {
    ...response,
    headers: { ...response.headers, "x-dict": "a=1,  b", "set-cookie": ["a=1, x", "b=2"] },
    trailers: { expires: "Wed, 9 Nov 2022 07:28:00 GMT" },
  };
  const components = [
    "@status",
    "content-digest",
    '"@method";req',
    '"@target-uri";req',
    '"x-dict";sf',
    '"x-dict";key="b"',
    '"set-cookie";bs',
    '"expires";tr',
  ];
  const structuredFields = { "x-dict": "dictionary" } as const;
  const sent = await signed(message, { components, structuredFields });
  const policy = { structuredFields, requiredComponents: ['"set-cookie";bs'] };
  await expect(verify(sent, policy)).resolves.toMatchObject({ components });
  const spaced = { ...sent, headers: { ...sent.headers, "x-dict": "a=1, b" } };
  await expect(verify(spaced, policy)).resolves.toMatchObject({ components });
  const joined = { ...sent, headers: { ...sent.headers, "set-cookie": "a=1, x, b=2" } };
  await expect(verify(joined, policy)).rejects.toMatchObject({ code: "signature_invalid" });
  await expect(verify({ ...sent, trailers: {} }, policy)).rejects.toMatchObject({ code: "component_absent" });
  await expect(verify(sent)).rejects.toMatchObject({ code: "component_unsupported" });
});

test("any signature fields are read, verified or refused with a code", async () => {
  const piece = fc.constantFrom(
    'sig1=("@status"',
    ' "@method";req',
    ")",
    ";keyid=",
    '"k"',
    ";created=1767268800",
    "sig1=:AAAA:",
    ",",
    ";bs",
    ";sf",
    "sig2=()",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
  );
  await fc.assert(
    fc.asyncProperty(text, text, async (input, signature) => {
      const message = { ...response, headers: { "signature-input": input, signature } };
      try {
        for (const parsed of parseRfc9421Signatures(message)) {
          const key = { id: parsed.keyId, publicKey: pair.publicKeyPem };
          await verifyResponse(parsed, message, key, { now: NOW, policy: {}, crypto: node });
          throw new Error("verified");
        }
      } catch (error) {
        expect(error).toBeInstanceOf(SignatureError);
      }
    }),
    { numRuns: 2000 },
  );
});
