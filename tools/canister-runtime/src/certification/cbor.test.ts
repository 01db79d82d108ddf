import { hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeCbor, encodeCbor, type CborItem } from "./cbor.ts";
import { RequestError } from "../http/request-error.ts";

type Plain = bigint | boolean | null | string | Uint8Array | Plain[] | { [key: string]: Plain };

const plain: fc.Arbitrary<Plain> = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.boolean(),
    fc.constant(null),
    fc.string(),
    fc.uint8Array(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
  ),
})).value;

function items(value: Plain): CborItem {
  if (Array.isArray(value)) return value.map(items);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  return new Map(Object.entries(value).map(([key, entry]) => [key, items(entry)]));
}

const decodeHex = (hex: string): CborItem => decodeCbor(hexToBytes(hex));

test("what is encoded is decoded", () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(decodeCbor(encodeCbor(value))).toEqual(items(value));
    }),
  );
});

test("any bytes are an item or an error with a code", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeCbor(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(RequestError);
      }
    }),
    { numRuns: 2000 },
  );
});

test("every part of an encoding that is cut short is refused", () => {
  const whole = encodeCbor({
    content: { arg: new Uint8Array(300), paths: [[new Uint8Array(2)], "text", 70000n] },
  });
  for (let length = 0; length < whole.length; length++)
    expect(() => decodeCbor(whole.subarray(0, length))).toThrow(RequestError);
});

describe("forms that others send", () => {
  test.each<[string, string, CborItem]>([
    ["an indefinite map", "bf6161f5ff", new Map([["a", true]])],
    ["an indefinite array", "9f01029f03ffff", [1n, 2n, [3n]]],
    ["indefinite bytes", "5f4101420203ff", Uint8Array.of(1, 2, 3)],
    ["indefinite text", "7f61616162ff", "ab"],
    ["a bignum", "c249010000000000000000", 2n ** 64n],
    ["a length longer than it must be", "1b0000000000000001", 1n],
    ["the key __proto__", "a1695f5f70726f746f5f5f01", new Map([["__proto__", 1n]])],
    ["a negative integer", "20", -1n],
    ["undefined", "f7", null],
  ])("%s", (_, hex, item) => {
    expect(decodeHex(hex)).toEqual(item);
  });
});

describe("refused", () => {
  test.each([
    ["nothing", ""],
    ["something after the item", "0101"],
    ["a key twice", "a2616101616102"],
    ["a key that is a number", "a10101"],
    ["a float", "fb3ff0000000000000"],
    ["text that is not UTF-8", "61ff"],
    ["another tag", "c101"],
    ["the self-describe tag inside", "81d9d9f701"],
    ["a stop code alone", "ff"],
    ["an array that announces 2^64-1 items", "9bffffffffffffffff"],
    ["bytes that announce 2^64-1 bytes", "5bffffffffffffffff"],
    ["a map that announces 2^32-1 entries", "baffffffff"],
    ["an indefinite integer", "1f"],
    ["a reserved length", "1c"],
    ["bytes with a chunk of text", "5f6161ff"],
    ["bytes with an indefinite chunk", "5f5f4101ffff"],
    ["a bignum of 17 bytes", "c2510100000000000000000000000000000000"],
    ["100,000 arrays in each other", "81".repeat(100_000) + "01"],
    ["100,000 indefinite maps in each other", "bf6161".repeat(100_000)],
    ["100,000 tags before each other", "c2".repeat(100_000) + "01"],
    ["100,000 self-describe tags", "d9d9f7".repeat(100_000) + "01"],
    ["two million items", "9a001e8480" + "00".repeat(2_000_000)],
  ])("%s", (_, hex) => {
    expect(() => decodeHex(hex)).toThrow(expect.objectContaining({ code: "cbor_malformed", status: 400 }));
  });
});
