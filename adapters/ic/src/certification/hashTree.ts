/** Hash trees and their encoding (interface specification: Certification; HTTP gateway protocol: Certificate validation). */

import { sha256 } from "../crypto/sha256.ts";

/** A tree of which parts can be replaced by their digests. */
export interface HashTree {
  readonly digest: Uint8Array;
  /** CBOR, without the tag at its head. */
  readonly encoded: () => readonly Uint8Array[];
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The domain separators of the specification: each begins with its length. */
const separator = (name: string): Uint8Array => bytesOf(String.fromCharCode(name.length) + name);
const FORK = separator("ic-hashtree-fork");
const LABELED = separator("ic-hashtree-labeled");
const LEAF = separator("ic-hashtree-leaf");
const BYTES = 2;
const ARRAY = 4;

/** The head of a CBOR item (RFC 8949, section 3). */
function head(major: number, length: number): Uint8Array {
  if (length < 24) return Uint8Array.of((major << 5) | length);
  if (length < 256) return Uint8Array.of((major << 5) | 24, length);
  return Uint8Array.of((major << 5) | 25, length >> 8, length & 0xff);
}

const blob = (bytes: Uint8Array): Uint8Array[] => [head(BYTES, bytes.length), bytes];

export function fork(left: HashTree, right: HashTree): HashTree {
  return {
    digest: sha256(join([FORK, left.digest, right.digest])),
    encoded: () => [head(ARRAY, 3), head(0, 1), ...left.encoded(), ...right.encoded()],
  };
}

export function labeled(label: Uint8Array, tree: HashTree): HashTree {
  return {
    digest: sha256(join([LABELED, label, tree.digest])),
    encoded: () => [head(ARRAY, 3), head(0, 2), ...blob(label), ...tree.encoded()],
  };
}

/** The leaf without content, which ends every path of a certified response. */
export const nothing: HashTree = {
  digest: sha256(LEAF),
  encoded: () => [head(ARRAY, 2), head(0, 3), ...blob(new Uint8Array())],
};

/** What is left of a tree when it is not shown. */
export function pruned({ digest }: HashTree): HashTree {
  return { digest, encoded: () => [head(ARRAY, 2), head(0, 4), ...blob(digest)] };
}

const SELF_DESCRIBED = Uint8Array.of(0xd9, 0xd9, 0xf7);

export function encodeTree(tree: HashTree): Uint8Array {
  return join([SELF_DESCRIBED, ...tree.encoded()]);
}

/** A list of texts as CBOR. */
export function encodeTexts(texts: readonly string[]): Uint8Array {
  const items = texts.map(bytesOf).flatMap((text) => [head(3, text.length), text]);
  return join([SELF_DESCRIBED, head(ARRAY, texts.length), ...items]);
}
