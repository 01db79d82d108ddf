import { describe, expect, test } from "vitest";
import published from "../../../vectors/http-signatures/published.json" with { type: "json" };
import type { SignatureAlgorithm } from "./algorithm.ts";
import {
  type Jwk,
  type ParsedSignature,
  parseRfc9421Signatures,
  parseSignature,
  SignatureError,
  signedTextOf,
} from "./index.ts";
import { type RequestVector, requestOf, type ResponseVector, responseOf } from "./message.test-support.ts";
import { ports } from "./ports.test-support.ts";

interface Vector {
  readonly name: string;
  readonly algorithm: string;
  readonly publicKey: string | Jwk;
  readonly privateKey?: string | Jwk | undefined;
  readonly label?: string | undefined;
  readonly request?: RequestVector | undefined;
  readonly response?: ResponseVector | undefined;
  readonly signedText?: string | undefined;
}

const algorithms: readonly SignatureAlgorithm[] = [
  "rsa-v1_5-sha256",
  "rsa-pss-sha512",
  "ecdsa-p256-sha256",
  "ed25519",
  "hmac-sha256",
];
const valid: readonly Vector[] = published.valid;

/** The signature of a vector with the text that it covers. */
function read({ request, response, label }: Vector): { parsed: ParsedSignature; text: string } {
  const message = request === undefined ? undefined : requestOf(request);
  const answer = response === undefined ? undefined : responseOf(response);
  const given = message ?? answer;
  if (given === undefined) throw new Error("the vector has no message");
  const parsed =
    message === undefined
      ? parseRfc9421Signatures(given)[0]
      : parseSignature(message, label === undefined ? {} : { label });
  if (parsed === undefined) throw new Error("the message has no signature");
  return { parsed, text: signedTextOf(parsed, given) };
}

function algorithmOf({ algorithm }: Vector): SignatureAlgorithm {
  const named = algorithms.find((name) => name === algorithm);
  if (named === undefined) throw new Error("the vector names no algorithm");
  return named;
}

describe.each(ports)("on %s", (_, crypto) => {
  test.each(valid)("$name", async (vector) => {
    const { parsed, text } = read(vector);
    if (vector.signedText !== undefined) expect(text).toBe(vector.signedText);
    const algorithm = algorithmOf(vector);
    const key = await crypto.importPublicKey(vector.publicKey);
    const data = new TextEncoder().encode(text);
    expect(await crypto.verify(algorithm, key, data, parsed.signature)).toBe(true);
    data[0] = (data[0] ?? 0) ^ 1;
    expect(await crypto.verify(algorithm, key, data, parsed.signature)).toBe(false);
    if (vector.privateKey === undefined) return;
    const privateKey = await crypto.importPrivateKey(vector.privateKey);
    const again = await crypto.sign(algorithm, privateKey, new TextEncoder().encode(text));
    expect([...again]).toEqual([...parsed.signature]);
  });

  test.each(published.invalid)("$name", async (vector) => {
    const { parsed, text } = read(vector);
    const key = await crypto.importPublicKey(vector.publicKey);
    const data = new TextEncoder().encode(text);
    expect(await crypto.verify(algorithmOf(vector), key, data, parsed.signature)).toBe(false);
  });
});

test("a response is not read as a request", () => {
  const response = valid.find((vector) => vector.response !== undefined);
  if (response?.response === undefined) throw new Error("no response among the vectors");
  const { headers } = responseOf(response.response);
  const request = { method: "GET", url: "https://example.com/", headers };
  expect(() => parseSignature(request)).toThrow(SignatureError);
});
