// A witness: a hash tree pruned to what some paths ask for, with the same root hash (interface
// specification, "Certificate" and "Lookup").
import { compareBytes } from "./compare-bytes.ts";
import { digest, subtrees, type HashTree, type Labeled } from "./hash-tree.ts";

/** A path: labels from the root down. */
export type Path = readonly Uint8Array[];

/**
 * Reveals every value whose path begins with one of `paths`, and for a path that is not in the tree the
 * labels beside its place, which prove its absence. All else becomes hashes.
 */
export function witness(tree: HashTree, paths: readonly Path[]): HashTree {
  if (paths.some((path) => path.length === 0)) return tree;
  if (paths.length === 0) return pruned(tree);
  if (tree.kind === "empty" || tree.kind === "leaf" || tree.kind === "pruned") return tree;
  return reveal(tree, wanted(tree, paths));
}

/** What is to be seen of each labeled subtree: the paths below it; none, where only its label is. */
type Wanted = ReadonlyMap<HashTree, Path[]>;

function wanted(tree: HashTree, paths: readonly Path[]): Wanted {
  const children = subtrees(tree).filter((child): child is Labeled => child.kind === "labeled");
  const seen = new Map<HashTree, Path[]>();
  const see = (child: Labeled | undefined, ...below: Path[]): void => {
    if (child) seen.set(child, [...(seen.get(child) ?? []), ...below]);
  };
  for (const [label, ...below] of paths) {
    if (label === undefined) continue;
    const found = children.findIndex((child) => compareBytes(child.label, label) >= 0);
    const place = found === -1 ? children.length : found;
    const child = children[place];
    if (child && compareBytes(child.label, label) === 0) see(child, below);
    else {
      see(child);
      see(children[place - 1]);
    }
  }
  return seen;
}

function reveal(tree: HashTree, seen: Wanted): HashTree {
  if (tree.kind === "labeled") {
    const below = seen.get(tree);
    return below ? { ...tree, tree: witness(tree.tree, below) } : pruned(tree);
  }
  if (tree.kind !== "fork") return pruned(tree);
  const left = reveal(tree.left, seen);
  const right = reveal(tree.right, seen);
  const sides = [left.kind, right.kind];
  const hidden = sides.includes("pruned") && sides.every((kind) => kind === "pruned" || kind === "empty");
  return hidden ? pruned(tree) : { kind: "fork", left, right };
}

const pruned = (tree: HashTree): HashTree =>
  tree.kind === "empty" ? tree : { kind: "pruned", hash: digest(tree) };
