// Looking a path up in a hash tree of which parts may be pruned (interface specification, "Lookup").
import { compareBytes } from "./compare-bytes.ts";
import { subtrees, type HashTree } from "./hash-tree.ts";
import type { Path } from "./witness.ts";

/** `error`: the path is in the tree, and has no value of its own. `unknown`: it may have been pruned. */
export type LookupResult =
  | { readonly status: "found"; readonly value: Uint8Array }
  | { readonly status: "absent" | "unknown" | "error" };

/** Looks up `path`; the tree must be well-formed (`isWellFormed`) for the answer to mean something. */
export function lookup(tree: HashTree, path: Path): LookupResult {
  let at = tree;
  for (const label of path) {
    const next = findLabel(at, label);
    if (next === "absent" || next === "unknown") return { status: next };
    at = next;
  }
  switch (at.kind) {
    case "leaf":
      return { status: "found", value: at.value };
    case "empty":
      return { status: "absent" };
    case "pruned":
      return { status: "unknown" };
    default:
      return { status: "error" };
  }
}

function findLabel(tree: HashTree, label: Uint8Array): HashTree | "absent" | "unknown" {
  const children = subtrees(tree);
  if (children.length === 0 || children[0]?.kind === "leaf") return "absent";
  // Between two labels that are both shown nothing was pruned, nor beyond the outermost where it is shown.
  let shownBefore = true;
  for (const child of children) {
    if (child.kind !== "labeled") {
      shownBefore = false;
      continue;
    }
    const order = compareBytes(child.label, label);
    if (order === 0) return child.tree;
    if (order > 0) return shownBefore ? "absent" : "unknown";
    shownBefore = true;
  }
  return shownBefore ? "absent" : "unknown";
}

/** Whether labels rise strictly in every forest, and no leaf stands among labeled subtrees. */
export function isWellFormed(tree: HashTree): boolean {
  if (tree.kind === "leaf") return true;
  const children = subtrees(tree);
  let last: Uint8Array | undefined;
  for (const child of children) {
    if (child.kind === "leaf") return false;
    if (child.kind !== "labeled") continue;
    if (last && compareBytes(last, child.label) >= 0) return false;
    last = child.label;
    if (!isWellFormed(child.tree)) return false;
  }
  return true;
}
