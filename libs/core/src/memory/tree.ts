/**
 * An ordered map that never changes: every write gives a new AVL tree that shares all but one path with the old one,
 * so that a snapshot is a reference and undoing is forgetting.
 */

import { compareScalars, type Scalar } from "../store/order.ts";

export type Tuple = readonly Scalar[];

export interface Node<V> {
  readonly key: Tuple;
  readonly value: V;
  readonly left: Tree<V>;
  readonly right: Tree<V>;
  readonly height: number;
  readonly size: number;
}

export type Tree<V> = Node<V> | undefined;

/** Where a key stands: before a range (negative), inside it (zero) or after it (positive). */
export type Position = (key: Tuple) => number;

/** Compares the first values of `key` with `prefix`: zero for every key that starts with it. */
export function comparePrefix(key: Tuple, prefix: Tuple): number {
  for (const [i, value] of prefix.entries()) {
    const own = key[i];
    const order = own === undefined ? -1 : compareScalars(own, value);
    if (order !== 0) return order;
  }
  return 0;
}

const height = <V>(tree: Tree<V>): number => tree?.height ?? 0;
const size = <V>(tree: Tree<V>): number => tree?.size ?? 0;

function node<V>(key: Tuple, value: V, left: Tree<V>, right: Tree<V>): Node<V> {
  return {
    key,
    value,
    left,
    right,
    height: Math.max(height(left), height(right)) + 1,
    size: size(left) + size(right) + 1,
  };
}

function balanced<V>(key: Tuple, value: V, left: Tree<V>, right: Tree<V>): Node<V> {
  const lean = height(left) - height(right);
  if (lean > 1 && left !== undefined) {
    const inner = left.right;
    if (inner === undefined || height(left.left) >= height(inner))
      return node(left.key, left.value, left.left, node(key, value, inner, right));
    return node(
      inner.key,
      inner.value,
      node(left.key, left.value, left.left, inner.left),
      node(key, value, inner.right, right),
    );
  }
  if (lean < -1 && right !== undefined) {
    const inner = right.left;
    if (inner === undefined || height(right.right) >= height(inner))
      return node(right.key, right.value, node(key, value, left, inner), right.right);
    return node(
      inner.key,
      inner.value,
      node(key, value, left, inner.left),
      node(right.key, right.value, inner.right, right.right),
    );
  }
  return node(key, value, left, right);
}

export function find<V>(tree: Tree<V>, key: Tuple): V | undefined {
  let at = tree;
  while (at !== undefined) {
    const order = comparePrefix(key, at.key);
    if (order === 0) return at.value;
    at = order < 0 ? at.left : at.right;
  }
  return undefined;
}

/** The tree with `value` at `key`, in place of what was there. */
export function insert<V>(tree: Tree<V>, key: Tuple, value: V): Tree<V> {
  if (tree === undefined) return node(key, value, undefined, undefined);
  const order = comparePrefix(key, tree.key);
  if (order === 0) return node(key, value, tree.left, tree.right);
  return order < 0
    ? balanced(tree.key, tree.value, insert(tree.left, key, value), tree.right)
    : balanced(tree.key, tree.value, tree.left, insert(tree.right, key, value));
}

/** The tree without `key`. */
export function remove<V>(tree: Tree<V>, key: Tuple): Tree<V> {
  if (tree === undefined) return undefined;
  const order = comparePrefix(key, tree.key);
  if (order < 0) return balanced(tree.key, tree.value, remove(tree.left, key), tree.right);
  if (order > 0) return balanced(tree.key, tree.value, tree.left, remove(tree.right, key));
  if (tree.left === undefined) return tree.right;
  if (tree.right === undefined) return tree.left;
  let least = tree.right;
  while (least.left !== undefined) least = least.left;
  return balanced(least.key, least.value, tree.left, remove(tree.right, least.key));
}

/** Up to `limit` values of the keys at position zero, in order. Costs log n and what it gives. */
export function collect<V>(tree: Tree<V>, position: Position, reverse: boolean, limit: number): V[] {
  const found: V[] = [];
  walk(tree, position, reverse, limit, found);
  return found;
}

function walk<V>(tree: Tree<V>, position: Position, reverse: boolean, limit: number, found: V[]): void {
  if (tree === undefined || found.length >= limit) return;
  const at = position(tree.key);
  const [first, last] = reverse ? [tree.right, tree.left] : [tree.left, tree.right];
  const [hasFirst, hasLast] = reverse ? [at <= 0, at >= 0] : [at >= 0, at <= 0];
  if (hasFirst) walk(first, position, reverse, limit, found);
  if (at === 0 && found.length < limit) found.push(tree.value);
  if (hasLast) walk(last, position, reverse, limit, found);
}

/** How many keys stand at position zero. Costs log n. */
export function count<V>(tree: Tree<V>, position: Position): number {
  return countWhile(tree, (key) => position(key) <= 0) - countWhile(tree, (key) => position(key) < 0);
}

function countWhile<V>(tree: Tree<V>, holds: (key: Tuple) => boolean): number {
  let total = 0;
  let at = tree;
  while (at !== undefined) {
    if (holds(at.key)) {
      total += size(at.left) + 1;
      at = at.right;
    } else at = at.left;
  }
  return total;
}
