/** A scan, checked and laid out: which columns in which order, and the stretches of the index that it covers. */

import type { Cells } from "./check.ts";
import { checkValue, columnAlone, isOnly } from "./check.ts";
import { StoreError } from "./error.ts";
import { compareScalars, type Scalar } from "./order.ts";
import type { AnyTable } from "./table.ts";

/** The most rows that one scan gives. */
export const MAX_SCAN = 1000;

/** What `scan` was asked for, as engines handle it. */
export interface AnyScan {
  readonly index?: string;
  readonly equals?: Cells;
  readonly after?: Cells;
  readonly before?: Cells;
  readonly reverse?: boolean;
  readonly limit: number;
  readonly mayMiss?: boolean;
}

export interface ScanPlan {
  /** The index to walk. */
  readonly index: string;
  /** Its columns, the primary key at the end included. */
  readonly columns: readonly string[];
  /** Exact values of the first columns. */
  readonly equals: readonly Scalar[];
  /** Values of the columns after `equals`, exclusive; empty when there is no bound. */
  readonly after: readonly Scalar[];
  readonly before: readonly Scalar[];
  readonly reverse: boolean;
  readonly limit: number;
}

/** By table and index: in a canister it costs as much to list them as to walk to a row. */
const known = new WeakMap<AnyTable, Map<string, readonly string[]>>();

/** The columns of an index in order, the primary key at its end included. */
export function indexColumns(table: AnyTable, index: string): readonly string[] {
  if (index === "primary") return table.primaryKey;
  const ofTable = known.get(table) ?? new Map<string, readonly string[]>();
  const columns = ofTable.get(index) ?? listColumns(table, index);
  known.set(table, ofTable.set(index, columns));
  return columns;
}

function listColumns(table: AnyTable, index: string): readonly string[] {
  const declared = Object.hasOwn(table.indexes, index) ? table.indexes[index] : undefined;
  if (declared === undefined) throw invalid(table, `no index ${index}`);
  return [...declared, ...table.primaryKey.filter((name) => !declared.includes(name))];
}

/** @throws {StoreError} `invalid_scan` for an unknown index, a bound that is no prefix, a `null` or a limit out of range; `invalid_value`. */
export function planScan(table: AnyTable, options: AnyScan): ScanPlan {
  const { limit } = options;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_SCAN)
    throw invalid(table, `limit must be 1 to ${MAX_SCAN}`);
  const { index, columns, equals, after, before } = planRange(table, options);
  return { index, columns, equals, after, before, reverse: options.reverse ?? false, limit };
}

/** What `count` and `scan` share. */
export function planRange(
  table: AnyTable,
  options: Omit<AnyScan, "limit">,
): Pick<ScanPlan, "index" | "columns" | "equals" | "after" | "before"> {
  const index = options.index ?? "primary";
  const columns = indexColumns(table, index);
  const equals = prefix(table, columns, options.equals, "equals");
  const rest = equals.length === 0 ? columns : columns.slice(equals.length);
  return {
    index,
    columns,
    equals,
    after: prefix(table, rest, options.after, "after"),
    before: prefix(table, rest, options.before, "before"),
  };
}

/**
 * Which index many scans walk, from their first row on: what `planScan` says of each, but for less.
 * @returns the values under which each scans
 * @throws {StoreError} as `planScan`
 */
export function planMany(
  table: AnyTable,
  options: Pick<AnyScan, "index" | "limit">,
  prefixes: readonly Cells[],
): Pick<ScanPlan, "index" | "limit"> & { readonly each: readonly (readonly Scalar[])[] } {
  const { index, limit, columns } = planScan(table, options);
  const first = columnAlone(table, columns.slice(0, 1));
  const each = prefixes.map((equals) =>
    // Of nearly all it is the first column, and a value: what fits is no `null`.
    first !== undefined && first.fits(equals[first.name], first.column) && isOnly(equals)
      ? [equals[first.name] as Scalar]
      : prefix(table, columns, equals, "equals"),
  );
  return { index, limit, each };
}

const NONE: readonly Scalar[] = [];

function prefix(
  table: AnyTable,
  columns: readonly string[],
  values: Cells | undefined,
  part: string,
): readonly Scalar[] {
  if (values === undefined) return NONE;
  const found: Scalar[] = [];
  // By index: an iterator takes a canister as long as a check.
  for (let i = 0; i < columns.length; i += 1) {
    const name = columns[i] ?? "";
    const value = values[name];
    if (value === undefined) break;
    checkValue(table, name, value);
    if (value === null) throw invalid(table, `no index holds a row with null in ${name}`);
    found.push(value as Scalar); // key and index columns are scalar: the schema is checked when a store opens
  }
  let given = 0;
  for (const name in values) if (values[name] !== undefined) given += 1;
  if (given !== found.length)
    throw invalid(
      table,
      `${part} (${Object.keys(values).join(", ")}) is no prefix of (${columns.join(", ")})`,
    );
  return found;
}

function invalid(table: AnyTable, message: string): StoreError {
  return new StoreError("invalid_scan", `${table.name}: ${message}`, { table: table.name });
}

/** Where the next page starts: the columns of `row` that follow the `equals` prefix. */
export function cursor(plan: ScanPlan, row: Cells): Cells {
  return Object.fromEntries(plan.columns.slice(plan.equals.length).map((name) => [name, row[name]]));
}

/** One stretch of an index: exact values for its first columns, then bounds on the column that follows them. */
export interface Stretch {
  readonly equals: readonly Scalar[];
  readonly above?: Scalar;
  readonly below?: Scalar;
}

/**
 * The stretches that a plan covers, in index order and disjoint: each is one contiguous range that a B-tree finds by
 * itself.
 */
export function stretches(plan: Pick<ScanPlan, "equals" | "after" | "before">): Stretch[] {
  const { after, before } = plan;
  let shared = 0;
  while (
    shared < Math.min(after.length, before.length) &&
    after[shared] === before[shared] // a common start of both bounds is exact
  )
    shared += 1;
  const equals = [...plan.equals, ...after.slice(0, shared)];
  const low = after.slice(shared);
  const high = before.slice(shared);
  // One bound ran out: "after (5)" and "before (5, 3)" leave nothing, whichever way round.
  if (shared > 0 && (low.length === 0 || high.length === 0)) return [];
  if (low[0] !== undefined && high[0] !== undefined && compareScalars(low[0], high[0]) > 0) return [];

  const found: Stretch[] = [];
  for (let i = low.length - 1; i > 0; i -= 1)
    found.push({ equals: [...equals, ...low.slice(0, i)], above: low[i] as Scalar });
  found.push({
    equals,
    ...(low[0] === undefined ? {} : { above: low[0] }),
    ...(high[0] === undefined ? {} : { below: high[0] }),
  });
  for (let i = 1; i < high.length; i += 1)
    found.push({ equals: [...equals, ...high.slice(0, i)], below: high[i] as Scalar });
  return found;
}
