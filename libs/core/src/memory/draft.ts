/** The rows of a store as one turn sees and changes them: trees that nobody else sees until they are committed. */

import { checkChange, checkKey, checkRow, checkUnique, type Cells } from "../store/check.ts";
import { StoreError } from "../store/error.ts";
import type { Scalar } from "../store/order.ts";
import { cursor, planRange, planScan, type AnyScan, type ScanPlan } from "../store/scan.ts";
import type { RowReader, RowWriter } from "../store/session.ts";
import type { Owner } from "../store/store.ts";
import type { AnyTable } from "../store/table.ts";
import { keep, show } from "./cells.ts";
import { treeKey, type Layout, type OrderedTree, type TableLayout, type Trees } from "./layout.ts";
import { collect, comparePrefix, count, find, insert, remove, type Position, type Tuple } from "./tree.ts";

/** Reads one moment of a store. */
export class Snapshot implements RowReader {
  readonly layout: Layout;
  protected trees: Trees;

  constructor(layout: Layout, trees: Trees) {
    this.layout = layout;
    this.trees = trees;
  }

  checkTable(table: AnyTable): void {
    this.layout.of(table);
  }

  get(owner: Owner, table: AnyTable, key: Cells): Cells | undefined {
    const row = this.stored(this.layout.of(table), owner, key);
    return row === undefined ? undefined : show(table, row);
  }

  find(owner: Owner, table: AnyTable, constraint: string, values: Cells): Cells | undefined {
    const layout = this.layout.of(table);
    const columns = checkUnique(table, constraint, values);
    const tree = layout.uniques.find(({ name }) => name === constraint);
    if (tree === undefined || columns.some((name) => values[name] === null)) return undefined;
    const row = find(this.trees[tree.slot], treeKey(layout, columns, owner, values));
    return row === undefined ? undefined : show(table, row);
  }

  scan(owner: Owner, table: AnyTable, options: AnyScan): { rows: Cells[]; next?: Cells } {
    const layout = this.layout.of(table);
    const plan = planScan(table, options);
    const found = collect(
      this.trees[slotOf(layout, plan.index)],
      range(layout, owner, plan),
      plan.reverse,
      plan.limit + 1,
    );
    const rows = found.slice(0, plan.limit);
    const last = rows.at(-1);
    const shown = rows.map((row) => show(table, row));
    return found.length > plan.limit && last !== undefined
      ? { rows: shown, next: cursor(plan, last) }
      : { rows: shown };
  }

  count(owner: Owner, table: AnyTable, options: Omit<AnyScan, "limit">): number {
    const layout = this.layout.of(table);
    const plan = planRange(table, options);
    return count(this.trees[slotOf(layout, plan.index)], range(layout, owner, plan));
  }

  protected stored(layout: TableLayout, owner: Owner, key: Cells): Cells | undefined {
    checkKey(layout.table, key);
    return find(this.trees[layout.primary.slot], treeKey(layout, layout.primary.columns, owner, key));
  }
}

/** Changes rows; what fails changes nothing. */
export class Draft extends Snapshot implements RowWriter {
  readonly #working: Trees[number][];

  constructor(layout: Layout, trees: Trees) {
    const working = [...trees];
    super(layout, working);
    this.#working = working;
  }

  /** What to commit. */
  get result(): Trees {
    return this.#working;
  }

  /** @throws {StoreError} `unique_violation`, `foreign_key_violation`, `invalid_value` */
  insert(owner: Owner, table: AnyTable, row: Cells): void {
    const layout = this.layout.of(table);
    checkRow(table, row);
    const taken = this.#taken(layout, owner, row, undefined);
    if (taken !== undefined) throw duplicate(table, taken);
    this.#store(layout, owner, undefined, keep(table, row));
  }

  insertIfAbsent(owner: Owner, table: AnyTable, row: Cells): boolean {
    const layout = this.layout.of(table);
    checkRow(table, row);
    if (this.#taken(layout, owner, row, undefined) !== undefined) return false;
    this.#store(layout, owner, undefined, keep(table, row));
    return true;
  }

  put(owner: Owner, table: AnyTable, row: Cells): void {
    const layout = this.layout.of(table);
    checkRow(table, row);
    this.#replace(layout, owner, this.stored(layout, owner, row), row);
  }

  update(owner: Owner, table: AnyTable, key: Cells, change: Cells): boolean {
    const layout = this.layout.of(table);
    const before = this.stored(layout, owner, key);
    checkChange(table, key, change);
    if (before === undefined) return false;
    this.#replace(layout, owner, before, { ...before, ...change });
    return true;
  }

  delete(owner: Owner, table: AnyTable, key: Cells): boolean {
    const layout = this.layout.of(table);
    const first = this.stored(layout, owner, key);
    if (first === undefined) return false;
    const doomed: [TableLayout, Cells][] = [[layout, first]];
    for (let next = doomed.pop(); next !== undefined; next = doomed.pop()) {
      const [from, row] = next;
      this.#drop(from, owner, row);
      for (const { table: child, reference } of from.referrers) {
        const childLayout = this.layout.of(child);
        const parentKey = treeKey(childLayout, reference.parent.primaryKey, owner, row);
        const rows = collect(
          this.#working[reference.tree.slot],
          (at) => comparePrefix(at, parentKey),
          false,
          Infinity,
        );
        for (const childRow of rows) doomed.push([childLayout, childRow]);
      }
    }
    return true;
  }

  #replace(layout: TableLayout, owner: Owner, before: Cells | undefined, row: Cells): void {
    const taken = this.#taken(layout, owner, row, before);
    if (taken !== undefined) throw duplicate(layout.table, taken);
    this.#store(layout, owner, before, keep(layout.table, row));
  }

  /** The constraint that another row than `self` stands in the way of. */
  #taken(layout: TableLayout, owner: Owner, row: Cells, self: Cells | undefined): string | undefined {
    return [layout.primary, ...layout.uniques].find((tree) => {
      if (!holds(tree, row)) return false;
      const other = find(this.#working[tree.slot], treeKey(layout, tree.columns, owner, row));
      return other !== undefined && other !== self;
    })?.name;
  }

  #store(layout: TableLayout, owner: Owner, before: Cells | undefined, row: Cells): void {
    this.#checkReferences(layout, owner, row);
    if (before !== undefined) this.#drop(layout, owner, before);
    for (const tree of layout.trees)
      if (holds(tree, row))
        this.#working[tree.slot] = insert(
          this.#working[tree.slot],
          treeKey(layout, tree.columns, owner, row),
          row,
        );
  }

  #drop(layout: TableLayout, owner: Owner, row: Cells): void {
    for (const tree of layout.trees)
      if (holds(tree, row))
        this.#working[tree.slot] = remove(
          this.#working[tree.slot],
          treeKey(layout, tree.columns, owner, row),
        );
  }

  #checkReferences(layout: TableLayout, owner: Owner, row: Cells): void {
    const { table } = layout;
    for (const { columns, parent } of layout.references) {
      if (columns.some((name) => row[name] === null)) continue;
      const key = treeKey(layout, columns, owner, row);
      const isItself =
        parent === table && comparePrefix(key, treeKey(layout, table.primaryKey, owner, row)) === 0;
      if (isItself || find(this.#working[this.layout.of(parent).primary.slot], key) !== undefined) continue;
      throw new StoreError("foreign_key_violation", `${table.name}: no such row in ${parent.name}`, {
        table: table.name,
      });
    }
  }
}

/** Whether a row stands in a tree: not when it has no value for it. */
const holds = (tree: OrderedTree, row: Cells): boolean => tree.columns.every((name) => row[name] !== null);

function slotOf(layout: TableLayout, index: string): number {
  return (layout.indexes.get(index) ?? layout.primary).slot;
}

function range(
  layout: TableLayout,
  owner: Owner,
  plan: Pick<ScanPlan, "equals" | "after" | "before">,
): Position {
  const equals: Tuple = layout.isOwned ? [owner, ...plan.equals] : plan.equals;
  const bound = (values: readonly Scalar[]): Tuple | undefined =>
    values.length === 0 ? undefined : [...equals, ...values];
  const [after, before] = [bound(plan.after), bound(plan.before)];
  return (key) => {
    if (after !== undefined && comparePrefix(key, after) <= 0) return -1;
    if (before !== undefined && comparePrefix(key, before) >= 0) return 1;
    return comparePrefix(key, equals);
  };
}

function duplicate(table: AnyTable, constraint: string): StoreError {
  return new StoreError("unique_violation", `${table.name}: another row holds this ${constraint}`, {
    table: table.name,
    constraint,
  });
}
