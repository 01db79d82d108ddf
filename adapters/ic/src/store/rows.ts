/** Reading rows of one moment. */

import { StoreError, type AnyTable, type Owner } from "@mastic/core";
import {
  checkKey,
  checkKeys,
  checkUnique,
  checkUniques,
  cursor,
  planMany,
  planRange,
  planScan,
  type AnyScan,
  type Cells,
  type RowReader,
  type ScanPlan,
} from "@mastic/core/engine";
import { stringOf } from "./bytes.ts";
import type { Layout, TableLayout, TreeLayout } from "./layout.ts";
import { BEHIND } from "./orderedKey.ts";
import type { Page } from "./page.ts";
import type { RecordReader } from "./records.ts";
import { countBetween, keysBetween } from "./treeRange.ts";
import { lateKeys } from "./unfinished.ts";

/** A range of keys: from `low` on, below `high`. */
export interface KeyRange {
  readonly low: string;
  readonly high: string;
}

export interface WalkOptions {
  readonly reverse: boolean;
  readonly limit: number;
  /** As in a scan. */
  readonly mayMiss?: boolean | undefined;
}

/** To read a row takes about as long as to look for so many. */
const FEW = 2;
/** To read a key takes about as long as to look for one. */
const FEW_KEYS = 1;

export class Rows implements RowReader {
  readonly layout: Layout;
  readonly #records: RecordReader;

  constructor(layout: Layout, records: RecordReader) {
    this.layout = layout;
    this.#records = records;
  }

  checkTable(table: AnyTable): void {
    this.layout.of(table);
  }

  get(owner: Owner, table: AnyTable, key: Cells): Cells | undefined {
    const layout = this.layout.of(table);
    checkKey(table, key);
    return this.row(layout, layout.mark(owner), layout.key(key));
  }

  /** Where there are few rows, one page knows which are not there for half of what it takes to look for one. */
  getMany(owner: Owner, table: AnyTable, keys: readonly Cells[]): (Cells | undefined)[] {
    if (keys.length < 2) return keys.map((key) => this.get(owner, table, key));
    const layout = this.layout.of(table);
    const mark = layout.mark(owner);
    const root = this.#root(layout, mark);
    checkKeys(table, keys);
    if (root === undefined) return keys.map(() => undefined);
    const [column] = table.primaryKey;
    if (column !== undefined && table.primaryKey.length === 1 && isSmall(root, keys.length, FEW_KEYS)) {
      // Fewer than are asked for: they say themselves which of these they are.
      const present = new Map<unknown, string>();
      for (let index = 0; index < root.count; index += 1) {
        const its = root.key(index);
        present.set(layout.keyCells(its)[column], its);
      }
      return keys.map((key) => {
        const its = present.get(key[column]);
        return its === undefined ? undefined : this.row(layout, mark, its);
      });
    }
    return keys.map((key) => {
      const its = layout.key(key);
      return root.isLeaf && !root.has(its) ? undefined : this.row(layout, mark, its);
    });
  }

  find(owner: Owner, table: AnyTable, constraint: string, values: Cells): Cells | undefined {
    const layout = this.layout.of(table);
    checkUnique(table, constraint, values);
    const tree = layout.uniques.find(({ name }) => name === constraint)?.tree;
    const wanted = tree?.key(values);
    if (tree === undefined || wanted === undefined) return undefined;
    const mark = layout.mark(owner);
    const key = this.holder(layout, mark, tree, wanted);
    return key === undefined ? undefined : this.row(layout, mark, key);
  }

  findMany(
    owner: Owner,
    table: AnyTable,
    constraint: string,
    values: readonly Cells[],
  ): (Cells | undefined)[] {
    const layout = this.layout.of(table);
    const mark = layout.mark(owner);
    const root = this.#root(layout, mark);
    if (root === undefined) {
      checkUniques(table, constraint, values);
      return values.map(() => undefined);
    }
    const tree = layout.uniques.find(({ name }) => name === constraint)?.tree;
    if (tree === undefined || !isSmall(root, values.length, FEW))
      return values.map((its) => this.find(owner, table, constraint, its));
    // Fewer than are asked for: they say themselves which of the values they have. A value says as much as its key.
    const [column] = tree.columns;
    const keyOf =
      column !== undefined && tree.columns.length === 1
        ? (row: Cells) => row[column] ?? undefined
        : (row: Cells) => tree.key(row);
    const holders = new Map<unknown, string>();
    for (let index = 0; index < root.count; index += 1) {
      const key = root.key(index);
      const held = keyOf(this.#mustHave(layout, mark, key));
      if (held !== undefined) holders.set(held, key);
    }
    checkUniques(table, constraint, values);
    return values.map((its) => {
      const holder = holders.get(keyOf(its));
      return holder === undefined ? undefined : this.row(layout, mark, holder);
    });
  }

  scan(owner: Owner, table: AnyTable, options: AnyScan): { rows: Cells[]; next?: Cells } {
    const layout = this.layout.of(table);
    const plan = planScan(table, options);
    const mark = layout.mark(owner);
    const tree = layout.index(plan.index);
    if (this.#isEmpty(tree, mark)) return { rows: [] };
    const keys = this.keys(layout, mark, tree, rangeOf(tree, plan), {
      reverse: plan.reverse,
      limit: plan.limit + 1,
      mayMiss: options.mayMiss,
    });
    const rows = keys.slice(0, plan.limit).map((key) => this.#mustHave(layout, mark, tree.rowKey(key)));
    const last = rows.at(-1);
    return keys.length > plan.limit && last !== undefined ? { rows, next: cursor(plan, last) } : { rows };
  }

  /** Most are empty: where nobody has anything in the tree, that is known at once. */
  scanMany(owner: Owner, table: AnyTable, options: AnyScan, prefixes: readonly Cells[]): Cells[][] {
    const layout = this.layout.of(table);
    const { index, limit, each } = planMany(table, options, prefixes);
    const tree = layout.index(index);
    const mark = layout.mark(owner);
    if (this.#isEmpty(tree, mark)) return each.map(() => []);
    return each.map((equals) => {
      const range = rangeOf(tree, { equals, after: [], before: [] });
      return this.keys(layout, mark, tree, range, { reverse: false, limit }).map((key) =>
        this.#mustHave(layout, mark, tree.rowKey(key)),
      );
    });
  }

  scanKeys(owner: Owner, table: AnyTable, options: AnyScan): { keys: Cells[]; next?: Cells } | undefined {
    const layout = this.layout.of(table);
    const plan = planScan(table, options);
    const tree = layout.index(plan.index);
    if (!tree.isPrimary) return undefined;
    const { reverse, limit } = plan;
    const found = this.keys(layout, layout.mark(owner), tree, rangeOf(tree, plan), {
      reverse,
      limit: limit + 1,
    });
    const keys = found.slice(0, limit).map((key) => layout.keyCells(key));
    const last = keys.at(-1);
    return found.length > limit && last !== undefined ? { keys, next: cursor(plan, last) } : { keys };
  }

  count(owner: Owner, table: AnyTable, options: Omit<AnyScan, "limit">): number {
    const layout = this.layout.of(table);
    const plan = planRange(table, options);
    const tree = layout.index(plan.index);
    const { low, high } = rangeOf(tree, plan);
    const mark = layout.mark(owner);
    const late = lateKeys(this, layout, mark, tree, (key) => low <= key && key < high);
    return countBetween(this.#records, tree.root(mark), low, high) + late.length;
  }

  /** Keys of a tree, those of rows that it does not have yet among them. */
  keys(
    layout: TableLayout,
    mark: string,
    tree: TreeLayout,
    { low, high }: KeyRange,
    options: WalkOptions,
  ): string[] {
    const keys = keysBetween(this.#records, tree.root(mark), low, high, options);
    const isWanted = (key: string): boolean => low <= key && key < high;
    const late = lateKeys(this, layout, mark, tree, isWanted, options.mayMiss);
    if (late.length === 0) return keys;
    const all = [...keys, ...late].sort(compareKeys);
    if (options.reverse) all.reverse();
    return all.slice(0, options.limit);
  }

  /** The primary key of the row that holds these values of a unique constraint. */
  holder(layout: TableLayout, mark: string, tree: TreeLayout, key: string): string | undefined {
    const stored = this.#records.record(tree.root(mark) + key);
    if (stored !== undefined) return stringOf(stored);
    const [late] = lateKeys(this, layout, mark, tree, (its) => its === key);
    return late;
  }

  row(layout: TableLayout, mark: string, key: string): Cells | undefined {
    const stored = this.#records.record(layout.row(mark, key));
    return stored === undefined ? undefined : layout.decode(stored);
  }

  /** The first page of the primary key's tree, which is there from the first row on. */
  #root(layout: TableLayout, mark: string): Page | undefined {
    return this.#records.page(layout.primary.root(mark));
  }

  /** Whether a tree that is filled has nothing of an owner: most that are looked into, for each entry of a page. */
  #isEmpty(tree: TreeLayout, mark: string): boolean {
    return tree.builtTo === undefined && this.#records.page(tree.root(mark)) === undefined;
  }

  #mustHave(layout: TableLayout, mark: string, key: string): Cells {
    const row = this.row(layout, mark, key);
    if (row === undefined)
      throw new StoreError(
        "engine_failure",
        `the store is corrupt: an index of ${layout.table.name} leads nowhere`,
      );
    return row;
  }
}

function rangeOf(tree: TreeLayout, plan: Pick<ScanPlan, "equals" | "after" | "before">): KeyRange {
  const { equals, after, before } = plan;
  return {
    low: after.length === 0 ? tree.prefix(equals) : tree.prefix([...equals, ...after]) + BEHIND,
    high: before.length === 0 ? tree.prefix(equals) + BEHIND : tree.prefix([...equals, ...before]),
  };
}

/** Whether all that a tree has is in its root, and so few that to read each takes less than to look for each of `wanted`. */
const isSmall = (root: Page, wanted: number, cost: number): boolean =>
  root.isLeaf && root.count * cost <= wanted;

const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
