import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/http-signatures/requests.json" with { type: "json" };
import {
  type CryptoPort,
  type HttpRequest,
  parseSignature,
  SignatureError,
  signRequest,
  verifySignature,
} from "./index.ts";
import { requestOf } from "./message.test-support.ts";
import { createNodeCrypto } from "./node.ts";
import { ports } from "./ports.test-support.ts";

const node = createNodeCrypto();
interface Case {
  readonly now: number;
  readonly host: string;
  readonly path?: string | undefined;
  readonly keyId: string;
  readonly publicKey: string;
}

function verifyCase(vector: Case, request: HttpRequest, crypto: CryptoPort) {
  const { now, host, path, keyId, publicKey } = vector;
  const policy = { host, ...(path !== undefined && { path }) };
  return verifySignature(parseSignature(request), request, { id: keyId, publicKey }, { now, policy, crypto });
}

describe.each(ports)("on %s", (_, crypto) => {
  test.each(vectors.valid)("takes: $name", async (vector) => {
    const verified = await verifyCase(vector, requestOf(vector.request), crypto);
    expect(verified).toMatchObject({ keyId: vector.keyId, coversQuery: vector.coversQuery });
    expect(verified.refusedFrom).toBeGreaterThan(vector.now);
  });

  test.each(vectors.invalid)("refuses ($code): $name", async (vector) => {
    const attempt = async () => verifyCase(vector, requestOf(vector.request), crypto);
    await expect(attempt()).rejects.toThrow(SignatureError);
    await expect(attempt()).rejects.toMatchObject({ code: vector.code });
  });
});

describe("the policy", () => {
  const vector = vectors.valid[0];
  if (vector === undefined) throw new Error("no vectors");
  const request = requestOf(vector.request);
  const key = { id: vector.keyId, publicKey: vector.publicKey };
  const { now } = vector;

  async function verifyWith(policy: object, at = now) {
    return verifySignature(parseSignature(request), request, key, {
      now: at,
      policy: { host: "example.com", ...policy },
      crypto: node,
    });
  }

  test("can be stricter", async () => {
    await expect(verifyWith({ maxAgeSeconds: 60 }, now + 61_000)).rejects.toMatchObject({ code: "too_old" });
    await expect(verifyWith({}, NaN)).rejects.toMatchObject({ code: "too_old" });
    await expect(verifyWith({ clockSkewSeconds: 0 }, now - 1)).rejects.toMatchObject({ code: "in_future" });
    await expect(verifyWith({ requiredComponents: ["content-type"] })).rejects.toMatchObject({
      code: "component_missing",
    });
    await expect(verifyWith({ minimumRsaBits: 3072 })).rejects.toMatchObject({ code: "key_unacceptable" });
    await expect(verifyWith({ maximumRsaBits: 1_024 })).rejects.toMatchObject({ code: "key_unacceptable" });
    await expect(verifyWith({ algorithms: ["ed25519"] })).rejects.toMatchObject({
      code: "algorithm_unsupported",
    });
    const query = vectors.valid.find(({ coversQuery }) => !coversQuery);
    if (query === undefined) throw new Error("no vector without query");
    const without = requestOf(query.request);
    await expect(
      verifySignature(parseSignature(without), without, key, {
        now,
        policy: { host: "example.com", unsignedQuery: "refuse" },
        crypto: node,
      }),
    ).rejects.toMatchObject({ code: "signature_invalid" });
  });

  test("cannot be lax", async () => {
    for (const policy of [
      { maxAgeSeconds: 43_201 },
      { maxAgeSeconds: -1 },
      { maxAgeSeconds: NaN },
      { clockSkewSeconds: 3_601 },
      { minimumRsaBits: 1_024 },
      { minimumRsaBits: NaN },
      { maximumRsaBits: 16_385 },
      { host: [] },
    ]) {
      await expect(verifyWith(policy)).rejects.toMatchObject({ code: "policy_invalid", kind: "input" });
    }
  });

  test("says until when a replay must be recognised", async () => {
    const { refusedFrom } = await verifyWith({});
    await expect(verifyWith({}, refusedFrom - 1)).resolves.toMatchObject({ refusedFrom });
    await expect(verifyWith({}, refusedFrom)).rejects.toMatchObject({ code: "too_old" });
    expect(await verifyWith({ host: ["other.example", "EXAMPLE.com"] })).toMatchObject({ keyId: key.id });
  });

  test("a key of another port is refused, not misused", async () => {
    const publicKey = { kind: "public", type: "rsa", bits: 2048 } as const;
    const attempt = verifySignature(
      parseSignature(request),
      request,
      { ...key, publicKey },
      {
        now,
        policy: { host: "example.com" },
        crypto: node,
      },
    );
    await expect(attempt).rejects.toMatchObject({ code: "key_mismatch" });
  });
});

describe("hostile headers", () => {
  const { now, keyId, publicKey } = vectors.valid[0] ?? { now: 0, keyId: "", publicKey: "" };
  const good = requestOf(vectors.valid[0]?.request ?? { method: "", url: "", headers: {} });
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc
      .array(
        fc.constantFrom(
          "keyId=",
          '"',
          "sig1=",
          "(",
          ")",
          ";",
          ",",
          "=",
          ":",
          "AAAA",
          "@method",
          "created",
          "1",
          " ",
          "\\",
          "?1",
        ),
      )
      .map((parts) => parts.join("")),
  );

  test("any Signature, Signature-Input, Digest, Content-Digest, Date and Host is refused with a code", async () => {
    const name = fc.constantFrom(
      "signature",
      "signature-input",
      "digest",
      "content-digest",
      "date",
      "host",
      "authorization",
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, text, { minKeys: 1 }), async (headers) => {
        const request = { ...good, headers: { ...good.headers, ...headers } };
        if (Object.entries(headers).every(([header, value]) => good.headers[header] === value)) return;
        try {
          await verifyCase({ now, host: "example.com", keyId, publicKey }, request, node);
          // Fields that the signature does not cover may be anything.
          expect(["content-digest", "authorization"]).toEqual(expect.arrayContaining(Object.keys(headers)));
        } catch (error) {
          expect(error).toBeInstanceOf(SignatureError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("any target and method is refused with a code", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (url, method) => {
        for (const request of [
          { method: "POST", url, headers: good.headers },
          { ...good, method },
          { method, path: url, host: "example.com", headers: good.headers },
          { method, path: "/", host: url, headers: good.headers },
        ]) {
          const attempt = verifyCase({ now, host: "example.com", keyId, publicKey }, request, node);
          await expect(attempt).rejects.toThrow(SignatureError);
        }
      }),
    );
  });

  test("ten times the header takes no more than its limit allows", () => {
    for (const piece of ['"', "a=", 'a="', ",", "(", "a ", '("a" ', ";a", "=", ":"]) {
      const value = piece.repeat(100_000);
      for (const headers of [{ signature: value }, { signature: "a=:AA:", "signature-input": value }]) {
        expect(() => parseSignature({ ...good, headers })).toThrow(SignatureError);
      }
    }
  }, 2_000);
});

test("what is signed is verified, and not when a covered byte is another", async () => {
  const { publicKeyPem, privateKeyPem } = await node.generateKeyPair("ed25519");
  const keyId = "https://peer.example/users/alice#main-key";
  const now = Date.UTC(2026, 0, 1);
  const request = fc.record({
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
    url: fc.webUrl({ validSchemes: ["https"], withQueryParameters: true }),
    headers: fc.record({ "content-type": fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/) }),
    body: fc.uint8Array({ minLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(request, fc.constantFrom("cavage", "rfc9421"), async (sent, scheme) => {
      const added = await signRequest(sent, { keyId, privateKey: privateKeyPem, now, crypto: node, scheme });
      const received = { ...sent, headers: { ...sent.headers, ...added } };
      const host = added["host"] ?? new URL(sent.url).host;
      const options = { now, policy: { host }, crypto: node };
      const verify = async (changed: HttpRequest) =>
        verifySignature(parseSignature(changed), changed, { id: keyId, publicKey: publicKeyPem }, options);
      await expect(verify(received)).resolves.toMatchObject({ scheme, signedAt: now });
      const other = sent.body.with(0, (sent.body[0] ?? 0) ^ 1);
      await expect(verify({ ...received, body: other })).rejects.toMatchObject({ code: "digest_mismatch" });
      const type = { ...received.headers, "content-type": `${sent.headers["content-type"]}x` };
      await expect(verify({ ...received, headers: type })).rejects.toMatchObject({
        code: "signature_invalid",
      });
      await expect(verify({ ...received, method: "PATCH" })).rejects.toMatchObject({
        code: "signature_invalid",
      });
    }),
    { numRuns: 200 },
  );
});
