import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { vectors } from "../vector.test-support.ts";
import { decodeBase58, encodeBase58 } from "./base58.ts";
import { formatDidKey, parseDidKey } from "./did-key.ts";
import { decodeMultikey, decodeSecretMultikey, encodeMultikey, encodeSecretMultikey } from "./multikey.ts";
import { privateKeyPem, publicKeyOfPem, publicKeyPem } from "./pem.ts";

interface Case {
  readonly name: string;
  readonly publicKeyHex: string;
  readonly publicKeyMultibase: string;
  readonly secretKeyMultibase: string;
  readonly did: string;
  readonly code: string;
  readonly repeat?: { readonly first: string; readonly then: string; readonly times: number };
}
const { valid, pairs, invalid } = vectors("multikey") as { valid: Case[]; pairs: Case[]; invalid: Case[] };

const hex = (bytes: Uint8Array | undefined): string =>
  [...(bytes ?? [])].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const refused = (code: string): unknown => expect.objectContaining({ code });
const textOf = ({ repeat, publicKeyMultibase }: Case): string =>
  repeat === undefined ? publicKeyMultibase : repeat.first + repeat.then.repeat(repeat.times);

describe("vectors", () => {
  test.each(valid)("$name", ({ publicKeyHex, publicKeyMultibase, did }) => {
    expect(hex(decodeMultikey(publicKeyMultibase))).toBe(publicKeyHex);
    expect(encodeMultikey(bytesOf(publicKeyHex))).toBe(publicKeyMultibase);
    expect(formatDidKey(publicKeyMultibase)).toBe(did);
    expect(parseDidKey(did)).toEqual({ id: did, controller: did, publicKeyMultibase });
    const url = `${did}#${publicKeyMultibase}`;
    expect(parseDidKey(url)).toEqual({ id: url, controller: did, publicKeyMultibase });
  });

  test.each(pairs)("$name", ({ secretKeyMultibase }) => {
    expect(encodeSecretMultikey(decodeSecretMultikey(secretKeyMultibase))).toBe(secretKeyMultibase);
  });

  test.each(invalid)("$name is refused", (vector) => {
    const text = textOf(vector);
    expect(() => decodeMultikey(text)).toThrow(refused(vector.code));
    expect(() => formatDidKey(text)).toThrow(refused(vector.code));
    expect(() => parseDidKey(`did:key:${text}`)).toThrow(
      refused(text.length > 160 ? "key_malformed" : vector.code),
    );
  });
});

test("a public key is no private key, and an error says nothing of it", () => {
  const [pair] = pairs;
  const secret = pair?.secretKeyMultibase ?? "";
  expect(() => decodeSecretMultikey(pair?.publicKeyMultibase ?? "")).toThrow(refused("key_unsupported"));
  try {
    decodeMultikey(secret);
    expect.unreachable();
  } catch (error) {
    expect(JSON.stringify(error) + String(error)).not.toContain(secret.slice(4, 12));
  }
});

test("keys of another length are the caller's mistake", () => {
  for (const make of [encodeMultikey, encodeSecretMultikey, publicKeyPem, privateKeyPem]) {
    expect(() => make(new Uint8Array(31))).toThrow(
      expect.objectContaining({ code: "options_invalid", kind: "input" }),
    );
  }
});

test("every key comes back from Multikey and from PEM", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
      expect(hex(decodeMultikey(encodeMultikey(key)))).toBe(hex(key));
      expect(hex(decodeSecretMultikey(encodeSecretMultikey(key)))).toBe(hex(key));
      expect(hex(publicKeyOfPem(publicKeyPem(key)))).toBe(hex(key));
    }),
  );
});

test("base58 keeps leading zeros, and one text stands for one sequence of bytes", () => {
  expect(encodeBase58(Uint8Array.of(0, 0, 1))).toBe("112");
  expect(hex(decodeBase58("1111"))).toBe("00000000");
  expect(encodeBase58(new Uint8Array())).toBe("");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const text = encodeBase58(bytes);
      const number = BigInt(`0x0${hex(bytes)}`);
      expect(text.replace(/^1*/, "")).toBe(slowBase58(number));
      expect(hex(decodeBase58(text))).toBe(hex(bytes));
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      const bytes = decodeBase58(text);
      if (bytes !== undefined) expect(encodeBase58(bytes)).toBe(text);
    }),
  );
});

function slowBase58(number: bigint): string {
  const digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  return number === 0n ? "" : slowBase58(number / 58n) + (digits[Number(number % 58n)] ?? "");
}
