// Random hash trees, and what is in them.
import fc from "fast-check";
import { forest, labeled, leaf, subtrees, type HashTree } from "./hash-tree.ts";
import type { Path } from "./witness.ts";

const label = fc.uint8Array({ minLength: 0, maxLength: 2, max: 3 });
const value = fc.uint8Array({ maxLength: 3 }).map(leaf);

/** Well-formed trees of labels so short that random paths often meet them. */
export const anyTree: fc.Arbitrary<HashTree> = fc.letrec<{ tree: HashTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    value,
    fc
      .uniqueArray(fc.tuple(label, tie("tree")), { maxLength: 5, selector: ([bytes]) => bytes.join() })
      .map((entries) => forest(entries.map(([bytes, tree]) => labeled(bytes, tree)))),
  ),
})).tree;

export const anyPath: fc.Arbitrary<Path> = fc.array(label, { maxLength: 4 });

/** Every path that has a value. */
export function valuePaths(tree: HashTree, above: Path = []): Path[] {
  if (tree.kind === "leaf") return [above];
  return subtrees(tree).flatMap((child) =>
    child.kind === "labeled" ? valuePaths(child.tree, [...above, child.label]) : [],
  );
}
