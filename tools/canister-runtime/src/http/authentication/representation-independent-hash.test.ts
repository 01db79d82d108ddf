import { requestIdOf } from "@icp-sdk/core/agent";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CborItem } from "../../certification/cbor.ts";
import { hashOfMap } from "./representation-independent-hash.ts";

test("the example of the specification (section Request ids)", () => {
  const content = new Map<string, CborItem>([
    ["request_type", "call"],
    ["sender", Uint8Array.of(4)],
    ["ingress_expiry", 1685570400000000000n],
    ["canister_id", hexToBytes("00000000000004d2")],
    ["method_name", "hello"],
    ["arg", hexToBytes("4449444c00fd2a")],
    ["nonce", null],
  ]);
  expect(bytesToHex(hashOfMap(content))).toBe(
    "1d1091364d6bb8a6c16b203ee75467d59ead468f523eb058880ae8ec80e2b101",
  );
});

test("maps, arrays and numbers hash as @icp-sdk/core does it", () => {
  const value = fc.oneof(
    fc.string(),
    fc.uint8Array(),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.array(fc.array(fc.uint8Array(), { maxLength: 3 }), { maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), value), (fields) => {
      expect(hashOfMap(new Map(Object.entries(fields)))).toEqual(requestIdOf(fields));
    }),
  );
});

test("what has no hash is refused", () => {
  for (const item of [true, -1n, [false]])
    expect(() => hashOfMap(new Map<string, CborItem>([["field", item]]))).toThrow(
      expect.objectContaining({ code: "request_malformed" }),
    );
});
