/** Where each table of a schema keeps its trees: one for the primary key, each unique constraint and each index. */

import type { Cells } from "../store/check.ts";
import { StoreError } from "../store/error.ts";
import type { Scalar } from "../store/order.ts";
import { indexColumns } from "../store/scan.ts";
import type { Owner } from "../store/store.ts";
import type { AnyTable } from "../store/table.ts";
import type { Tree, Tuple } from "./tree.ts";

/** All trees of a store at one moment. */
export type Trees = readonly Tree<Cells>[];

/** One ordered tree of a table; rows with `null` in a column are left out. */
export interface OrderedTree {
  readonly name: string;
  readonly slot: number;
  readonly columns: readonly string[];
}

export interface Reference {
  readonly columns: readonly string[];
  readonly parent: AnyTable;
  /** Finds the rows that refer to a parent. */
  readonly tree: OrderedTree;
}

export interface TableLayout {
  readonly table: AnyTable;
  readonly isOwned: boolean;
  readonly primary: OrderedTree;
  readonly uniques: readonly OrderedTree[];
  readonly indexes: ReadonlyMap<string, OrderedTree>;
  /** All of the above. */
  readonly trees: readonly OrderedTree[];
  readonly references: readonly Reference[];
  /** The references of other rows to rows of this table. */
  readonly referrers: { readonly table: AnyTable; readonly reference: Reference }[];
}

export class Layout {
  readonly tables: ReadonlyMap<AnyTable, TableLayout>;
  readonly #slots: number;

  constructor(tables: readonly AnyTable[]) {
    let slot = 0;
    const layouts = new Map<AnyTable, TableLayout>();
    for (const table of tables) {
      const layout = layTable(table, () => slot++);
      layouts.set(table, layout);
    }
    for (const [table, layout] of layouts)
      for (const reference of layout.references)
        layouts.get(reference.parent)?.referrers.push({ table, reference });
    this.tables = layouts;
    this.#slots = slot;
  }

  empty(): Trees {
    return new Array<Tree<Cells>>(this.#slots).fill(undefined);
  }

  /** @throws {StoreError} `unknown_table` */
  of(table: AnyTable): TableLayout {
    const layout = this.tables.get(table);
    if (layout === undefined)
      throw new StoreError("unknown_table", `${table.name} is not part of the schema`, {
        table: table.name,
      });
    return layout;
  }
}

function layTable(table: AnyTable, slot: () => number): TableLayout {
  const tree = (name: string, columns: readonly string[]): OrderedTree => ({
    name,
    slot: slot(),
    columns,
  });
  const primary = tree("primary", table.primaryKey);
  const uniques = Object.entries(table.unique).map(([name, columns]) => tree(name, columns));
  const indexes = new Map<string, OrderedTree>([["primary", primary]]);
  for (const name of Object.keys(table.indexes)) indexes.set(name, tree(name, indexColumns(table, name)));
  const ordered = [...uniques, ...indexes.values()];
  const references = table.foreignKeys.map(({ columns, references }): Reference => {
    // An index that leaves rows out for another column would hide them from a cascade.
    const starts = (candidate: OrderedTree): boolean =>
      columns.every((name, i) => candidate.columns[i] === name) &&
      candidate.columns.slice(columns.length).every((name) => table.columns[name]?.isNullable === false);
    let found = [...indexes.values()].find(starts);
    if (found === undefined) {
      found = tree(`references ${columns.join(" ")}`, [...columns, ...table.primaryKey]);
      ordered.push(found);
    }
    return { columns, parent: references(), tree: found };
  });
  return {
    table,
    isOwned: table.scope === "user",
    primary,
    uniques,
    indexes,
    trees: ordered,
    references,
    referrers: [],
  };
}

/** The key of a row in one of its trees, behind its owner for a user's table. */
export function treeKey(layout: TableLayout, columns: readonly string[], owner: Owner, row: Cells): Tuple {
  const values = columns.map((name) => row[name] as Scalar); // key columns are scalar: the schema was checked
  return layout.isOwned ? [owner, ...values] : values;
}
