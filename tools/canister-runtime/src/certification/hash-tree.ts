// Hash trees: labeled data of which parts can be replaced by their hashes (interface specification,
// "Certificate"). Labels of one forest rise strictly.
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { compareBytes } from "./compare-bytes.ts";
import { domainSeparator } from "./domain-separator.ts";

/** A tree; immutable, so that its digest is computed once. */
export type HashTree =
  | { readonly kind: "empty" }
  | { readonly kind: "fork"; readonly left: HashTree; readonly right: HashTree }
  | { readonly kind: "labeled"; readonly label: Uint8Array; readonly tree: HashTree }
  | { readonly kind: "leaf"; readonly value: Uint8Array }
  | { readonly kind: "pruned"; readonly hash: Uint8Array };

/** A labeled subtree. */
export type Labeled = Extract<HashTree, { kind: "labeled" }>;

const empty: HashTree = { kind: "empty" };

/** A tree that holds a value and nothing else. */
export const leaf = (value: Uint8Array): HashTree => ({ kind: "leaf", value });

/** A subtree under a label; text stands for its UTF-8. */
export const labeled = (label: string | Uint8Array, tree: HashTree): Labeled => ({
  kind: "labeled",
  label: labelBytes(label),
  tree,
});

/** The bytes of a label. */
export const labelBytes = (label: string | Uint8Array): Uint8Array =>
  typeof label === "string" ? new TextEncoder().encode(label) : label;

/** A balanced tree of labeled subtrees in any order; their labels must differ. */
export function forest(subtrees: readonly Labeled[]): HashTree {
  const sorted = subtrees.toSorted((a, b) => compareBytes(a.label, b.label));
  const build = (from: number, to: number): HashTree => {
    if (to - from < 2) return sorted[from] ?? empty;
    const middle = (from + to) >> 1;
    return { kind: "fork", left: build(from, middle), right: build(middle, to) };
  };
  return sorted.length === 0 ? empty : build(0, sorted.length);
}

/** The subtrees of a forest from left to right: all that its forks join, without what is empty. */
export function subtrees(tree: HashTree): HashTree[] {
  const found: HashTree[] = [];
  const waiting = [tree];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "fork") waiting.push(next.right, next.left);
    else if (next.kind !== "empty") found.push(next);
  }
  return found;
}

const digests = new WeakMap<HashTree, Uint8Array>();

/** The root hash, `reconstruct` of the specification: 32 bytes. */
export function digest(tree: HashTree): Uint8Array {
  const known = digests.get(tree);
  if (known) return known;
  const computed = computeDigest(tree);
  digests.set(tree, computed);
  return computed;
}

function computeDigest(tree: HashTree): Uint8Array {
  switch (tree.kind) {
    case "empty":
      return sha256(separators.empty);
    case "fork":
      return sha256(concatBytes(separators.fork, digest(tree.left), digest(tree.right)));
    case "labeled":
      return sha256(concatBytes(separators.labeled, tree.label, digest(tree.tree)));
    case "leaf":
      return sha256(concatBytes(separators.leaf, tree.value));
    case "pruned":
      return tree.hash;
  }
}

const separators = {
  empty: domainSeparator("ic-hashtree-empty"),
  fork: domainSeparator("ic-hashtree-fork"),
  labeled: domainSeparator("ic-hashtree-labeled"),
  leaf: domainSeparator("ic-hashtree-leaf"),
};
