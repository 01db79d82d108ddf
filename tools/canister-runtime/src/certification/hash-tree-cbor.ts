// Hash trees in CBOR: arrays that begin with 0 empty, 1 fork, 2 labeled, 3 leaf or 4 pruned (interface
// specification, "Encoding of certificates").
import { RequestError } from "../http/request-error.ts";
import { isCborArray, type CborItem } from "./cbor.ts";
import type { HashTree } from "./hash-tree.ts";

/** The value to give to `encodeCbor`. */
export type EncodedHashTree =
  [0] | [1, EncodedHashTree, EncodedHashTree] | [2, Uint8Array, EncodedHashTree] | [3 | 4, Uint8Array];

/** The form that `encodeCbor` takes. */
export function encodeHashTree(tree: HashTree): EncodedHashTree {
  switch (tree.kind) {
    case "empty":
      return [0];
    case "fork":
      return [1, encodeHashTree(tree.left), encodeHashTree(tree.right)];
    case "labeled":
      return [2, tree.label, encodeHashTree(tree.tree)];
    case "leaf":
      return [3, tree.value];
    case "pruned":
      return [4, tree.hash];
  }
}

/**
 * Reads a tree from decoded CBOR, whose depth `decodeCbor` has bounded.
 *
 * @throws RequestError `cbor_malformed`
 */
export function decodeHashTree(item: CborItem | undefined): HashTree {
  if (!isCborArray(item)) throw malformed();
  const [kind, first, second, ...rest] = item;
  const size = item.length;
  if (rest.length > 0) throw malformed();
  if (kind === 0n && size === 1) return { kind: "empty" };
  if (kind === 1n && size === 3)
    return { kind: "fork", left: decodeHashTree(first), right: decodeHashTree(second) };
  if (!(first instanceof Uint8Array)) throw malformed();
  if (kind === 2n && size === 3) return { kind: "labeled", label: first, tree: decodeHashTree(second) };
  if (kind === 3n && size === 2) return { kind: "leaf", value: first };
  if (kind === 4n && size === 2 && first.length === 32) return { kind: "pruned", hash: first };
  throw malformed();
}

const malformed = (): RequestError => new RequestError("cbor_malformed", "A hash tree is malformed.");
