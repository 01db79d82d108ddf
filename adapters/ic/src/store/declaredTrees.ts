/** Which trees a table needs: for its primary key, each unique constraint, each index, and each reference without one. */

import type { AnyTable } from "@mastic/core";

export interface DeclaredTree {
  /** Names it among the trees of its table, whatever indexes and constraints are called. */
  readonly name: string;
  /** As declared: the primary key that every index ends with is left out. */
  readonly columns: readonly string[];
  readonly isUnique: boolean;
}

export const PRIMARY = "primary";
export const indexTree = (index: string): string => (index === PRIMARY ? PRIMARY : `index ${index}`);
export const uniqueTree = (constraint: string): string => `unique ${constraint}`;

export function declaredTrees(table: AnyTable): DeclaredTree[] {
  const trees: DeclaredTree[] = [{ name: PRIMARY, columns: table.primaryKey, isUnique: false }];
  for (const [name, columns] of Object.entries(table.indexes))
    trees.push({ name: indexTree(name), columns, isUnique: false });
  for (const { columns } of table.foreignKeys)
    if (referenceTree(table, trees, columns) === undefined)
      trees.push({ name: `references ${columns.join(" ")}`, columns, isUnique: false });
  for (const [name, columns] of Object.entries(table.unique))
    trees.push({ name: uniqueTree(name), columns, isUnique: true });
  return trees;
}

/** The tree that finds rows by the columns of a foreign key: one that leaves none of them out for another column. */
export function referenceTree(
  table: AnyTable,
  trees: readonly DeclaredTree[],
  columns: readonly string[],
): DeclaredTree | undefined {
  const hasAll = (others: readonly string[]): boolean =>
    others.every((name) => table.columns[name]?.isNullable === false);
  return trees.find(
    (tree) =>
      !tree.isUnique &&
      columns.every((name, i) => tree.columns[i] === name) &&
      hasAll(tree.columns.slice(columns.length)),
  );
}
