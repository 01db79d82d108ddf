/**
 * Where everything stands in the map. Places are strings of bytes:
 *
 *     C                         the catalog
 *     M                         what the store has counted: ids, time, pages
 *     O                         the root of the tree of owners (`owners.ts`)
 *     P number                  a page that is no root
 *     R table . owner key       a row, by its primary key
 *     T tree . owner            the root page of an index
 *     T tree . owner key        the primary key of the row that holds a value of a unique constraint
 *
 * Numbers are in base 32; an owner is there in tables of users only.
 */

export const CATALOG = "C";
export const COUNTERS = "M";
export const OWNERS = "O";
export const pagePlace = (number: number): string => `P${number.toString(32)}`;
export const tablePlace = (table: number): string => `R${table.toString(32)}.`;
export const treePlace = (tree: number): string => `T${tree.toString(32)}.`;
