import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeCbor, encodeCbor } from "./cbor.ts";
import { decodeHashTree, encodeHashTree } from "./hash-tree-cbor.ts";
import { anyPath, anyTree, valuePaths } from "./hash-tree.test-support.ts";
import { digest, forest, labeled, leaf, type HashTree } from "./hash-tree.ts";
import { isWellFormed, lookup } from "./lookup.ts";
import { witness, type Path } from "./witness.ts";

const path = (...labels: string[]): Path => labels.map((label) => utf8ToBytes(label));
const decode = (hex: string): HashTree => decodeHashTree(decodeCbor(hexToBytes(hex)));

// Interface specification, "Encoding of certificates", example.
const example =
  "8301830183024161830183018302417882034568656c6c6f810083024179820345776f726c6483024162820344676f6f648301830241638100830241648203476d6f726e696e67";
const root = "eb5c5b2195e62d996b84c9bcc8259d19a83786a2f59e0878cec84c811f669aa0";
const prunedExample =
  "83018301830241618301820458201b4feff9bef8131788b0c9dc6dbad6e81e524249c879e9f10f71ce3749f5a63883024179820345776f726c6483024162820458207b32ac0c6ba8ce35ac82c255fc7906f7fc130dab2a090f80fe12f9c2cae83ba6830182045820ec8324b8a1f1ac16bd2e806edba78006479c9877fed4eb464a25485465af601d830241648203476d6f726e696e67";

describe("the example of the specification", () => {
  test("has its root hash", () => {
    expect(bytesToHex(digest(decode(example)))).toBe(root);
    expect(bytesToHex(digest(decode(prunedExample)))).toBe(root);
  });

  test("is pruned as there", () => {
    const pruned = witness(decode(example), [path("a", "y"), path("ax"), path("d")]);
    expect(pruned).toEqual(decode(prunedExample));
  });

  test.each<[Path, string, string?]>([
    [path("a", "a"), "unknown"],
    [path("a", "y"), "found", "world"],
    [path("aa"), "absent"],
    [path("ax"), "absent"],
    [path("b"), "unknown"],
    [path("bb"), "unknown"],
    [path("d"), "found", "morning"],
    [path("e"), "absent"],
    [path("a"), "error"],
    [path("d", "deeper"), "absent"],
  ])("looks %j up as there", (labels, status, value) => {
    const found = lookup(decode(prunedExample), labels);
    expect(found.status).toBe(status);
    if (value !== undefined) expect(found).toMatchObject({ value: utf8ToBytes(value) });
  });
});

test("a witness keeps the root hash and answers what it was asked as the whole tree does", () => {
  fc.assert(
    fc.property(anyTree, fc.array(anyPath, { maxLength: 4 }), (tree, paths) => {
      const pruned = witness(tree, paths);
      expect(digest(pruned)).toEqual(digest(tree));
      expect(isWellFormed(pruned)).toBe(true);
      for (const asked of paths) expect(lookup(pruned, asked)).toEqual(lookup(tree, asked));
    }),
  );
});

test("a witness reveals no value that no path asked for, and never lies about it", () => {
  fc.assert(
    fc.property(anyTree, fc.array(anyPath, { maxLength: 3 }), (tree, paths) => {
      const pruned = witness(tree, paths);
      const begins = (whole: Path, start: Path): boolean =>
        start.every((label, at) => whole[at]?.join() === label.join());
      // A path beyond a leaf is answered by showing the leaf.
      const asked = (whole: Path): boolean =>
        paths.some((wanted) => begins(whole, wanted) || begins(wanted, whole));
      for (const whole of valuePaths(tree)) {
        const status = lookup(pruned, whole).status;
        expect(status).toBe(asked(whole) ? "found" : "unknown");
      }
    }),
  );
});

test("CBOR keeps a tree", () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      expect(decodeHashTree(decodeCbor(encodeCbor(encodeHashTree(tree))))).toEqual(tree);
    }),
  );
});

test.each(["80", "8101", "820041aa", "8200", "83024161", "820441aa", "83014161820341aa", "8305", "a0"])(
  "%s is no tree",
  (hex) => {
    expect(() => decode(hex)).toThrow(expect.objectContaining({ code: "cbor_malformed" }));
  },
);

test("labels out of order, twice, or beside a leaf are not well-formed", () => {
  const at = (label: string): HashTree => labeled(label, leaf(new Uint8Array()));
  const fork = (left: HashTree, right: HashTree): HashTree => ({ kind: "fork", left, right });
  expect(isWellFormed(fork(at("a"), at("b")))).toBe(true);
  expect(isWellFormed(fork(at("b"), at("a")))).toBe(false);
  expect(isWellFormed(fork(at("a"), at("a")))).toBe(false);
  expect(isWellFormed(fork(at("a"), leaf(new Uint8Array())))).toBe(false);
  expect(isWellFormed(labeled("x", fork(at("b"), at("a"))))).toBe(false);
  expect(isWellFormed(forest([]))).toBe(true);
});
