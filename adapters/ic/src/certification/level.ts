/**
 * The labels below one node of a hash tree, in order, so that one can be set or removed and shown alone at a cost that
 * grows with the logarithm of their number: a treap whose priorities are hashes of the labels (Seidel and Aragon, 1996).
 */

import { sha256 } from "../crypto/sha256.ts";
import { fork, labeled, nothing, pruned, type HashTree } from "./hashTree.ts";

/** An entry with those before and after it; immutable. */
export interface Level {
  readonly label: Uint8Array;
  readonly priority: number;
  /** What is below the label; `undefined` for an empty leaf. */
  readonly below: Level | undefined;
  readonly left: Level | undefined;
  readonly right: Level | undefined;
  readonly own: HashTree;
  readonly tree: HashTree;
}

type Path = readonly Uint8Array[];

function entry(
  label: Uint8Array,
  priority: number,
  below: Level | undefined,
  left: Level | undefined,
  right: Level | undefined,
): Level {
  const own = labeled(label, below?.tree ?? nothing);
  return { label, priority, below, left, right, own, tree: combine(left?.tree, own, right?.tree) };
}

function combine(left: HashTree | undefined, own: HashTree, right: HashTree | undefined): HashTree {
  const rest = right === undefined ? own : fork(own, right);
  return left === undefined ? rest : fork(left, rest);
}

/** The level with an empty leaf at `path`. */
export function withPath(level: Level | undefined, path: Path): Level | undefined {
  const [label, ...rest] = path;
  if (label === undefined) return level;
  if (level === undefined) {
    const priority = new DataView(sha256(label).buffer).getUint32(0);
    return entry(label, priority, withPath(undefined, rest), undefined, undefined);
  }
  const { left, right, priority, below } = level;
  const order = compare(label, level.label);
  if (order === 0) return entry(level.label, priority, withPath(below, rest), left, right);
  if (order < 0) {
    const changed = withPath(left, path);
    if (changed === undefined || changed.priority <= priority)
      return entry(level.label, priority, below, changed, right);
    const lower = entry(level.label, priority, below, changed.right, right);
    return entry(changed.label, changed.priority, changed.below, changed.left, lower);
  }
  const changed = withPath(right, path);
  if (changed === undefined || changed.priority <= priority)
    return entry(level.label, priority, below, left, changed);
  const lower = entry(level.label, priority, below, left, changed.left);
  return entry(changed.label, changed.priority, changed.below, lower, changed.right);
}

/** The level without `path`, and without what is empty then. */
export function withoutPath(level: Level | undefined, path: Path): Level | undefined {
  const [label, ...rest] = path;
  if (level === undefined || label === undefined) return level;
  const { left, right, priority, below } = level;
  const order = compare(label, level.label);
  if (order < 0) return entry(level.label, priority, below, withoutPath(left, path), right);
  if (order > 0) return entry(level.label, priority, below, left, withoutPath(right, path));
  const kept = rest.length === 0 ? undefined : withoutPath(below, rest);
  return kept === undefined ? merge(left, right) : entry(level.label, priority, kept, left, right);
}

function merge(left: Level | undefined, right: Level | undefined): Level | undefined {
  if (left === undefined) return right;
  if (right === undefined) return left;
  return left.priority > right.priority
    ? entry(left.label, left.priority, left.below, left.left, merge(left.right, right))
    : entry(right.label, right.priority, right.below, merge(left, right.left), right.right);
}

/**
 * The tree with nothing shown but what proves of each path that it is there, or that it is not: what is passed on the
 * way shows its label.
 */
export function witness(level: Level, paths: readonly Path[]): HashTree {
  const before: Path[] = [];
  const here: Path[] = [];
  const after: Path[] = [];
  for (const path of paths) {
    const [label, ...rest] = path;
    if (label === undefined) continue;
    const order = compare(label, level.label);
    if (order === 0) here.push(rest);
    else (order < 0 ? before : after).push(path);
  }
  const shown = labeled(level.label, level.below === undefined ? nothing : witness(level.below, here));
  if (here.length + before.length + after.length === 0) return pruned(level.tree);
  const side = (one: Level | undefined, wanted: readonly Path[]): HashTree | undefined =>
    one && (wanted.length === 0 ? pruned(one.tree) : witness(one, wanted));
  return combine(side(level.left, before), shown, side(level.right, after));
}

function compare(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (one[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
