/** What may be written: every value is checked against its column before an engine sees it. */

import type { Column } from "./column.ts";
import { StoreError } from "./error.ts";
import type { AnyTable } from "./table.ts";

/** A row, key or change as engines handle it: column name -> value, after its check. */
export type Cells = Readonly<Record<string, unknown>>;

/** The greatest Snowflake: engines keep ids in signed 64-bit integers. */
const MAX_SNOWFLAKE = 0x7fff_ffff_ffff_ffffn;

/** The text as every engine can keep it: U+FFFD in place of U+0000 and of lone surrogates. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

/**
 * Whether every engine can keep the text: a lone surrogate has no UTF-8 form, and PostgreSQL cannot keep U+0000. In a
 * canister a regular expression would cost as much as all else that is done to write a row.
 */
export const isStorableText = (value: unknown): value is string =>
  typeof value === "string" && value.isWellFormed() && !value.includes("\0");

/** Says why a text cannot be kept by every engine; `undefined` when it can. */
function textProblem(value: unknown): string | undefined {
  if (typeof value !== "string") return "is not a string";
  return !isStorableText(value) ? "holds U+0000 or a lone surrogate" : undefined;
}

function jsonProblem(value: unknown): string | undefined {
  try {
    const written: unknown = JSON.stringify(value);
    return typeof written === "string" ? undefined : "is not JSON";
  } catch {
    // A BigInt, a cycle, or a depth that exhausts the stack.
    return "is not JSON";
  }
}

function problem(column: Column<unknown>, value: unknown): string | undefined {
  if (value === undefined) return "is missing";
  if (value === null && column.isNullable) return undefined;
  switch (column.kind) {
    case "text":
      return textProblem(value);
    case "integer":
    case "millis":
      return Number.isSafeInteger(value) ? undefined : "is not a safe integer";
    case "snowflake":
      return typeof value === "bigint" && value >= 0n && value <= MAX_SNOWFLAKE
        ? undefined
        : "is not an unsigned 63-bit integer";
    case "boolean":
      return typeof value === "boolean" ? undefined : "is not a boolean";
    case "enum":
      return typeof value === "string" && column.values?.includes(value) === true
        ? undefined
        : `is none of ${(column.values ?? []).join(", ")}`;
    case "blob":
      return value instanceof Uint8Array ? undefined : "is not a Uint8Array";
    case "json":
      return jsonProblem(value);
  }
}

/** @throws {StoreError} `invalid_value`, naming the column, unless `value` fits the column `name` of `table`. */
export function checkValue(table: AnyTable, name: string, value: unknown): void {
  const column = table.columns[name];
  const fault = column === undefined ? "is not declared" : problem(column, value);
  if (fault !== undefined)
    throw new StoreError("invalid_value", `${table.name}.${name} ${fault}`, {
      table: table.name,
      column: name,
    });
}

/** @throws {StoreError} `invalid_value` unless `row` has every column of `table`, each fitting, and no other. */
export function checkRow(table: AnyTable, row: Cells): void {
  for (const name in table.columns) checkValue(table, name, row[name]);
  for (const name in row) if (table.columns[name] === undefined) checkValue(table, name, row[name]);
}

/** @throws {StoreError} `invalid_value` unless `key` has every column of the primary key, each fitting. */
export function checkKey(table: AnyTable, key: Cells): void {
  for (const name of table.primaryKey) checkValue(table, name, key[name]);
}

/** @throws {StoreError} `invalid_value` unless `change` holds fitting columns and leaves the primary key as `key` says. */
export function checkChange(table: AnyTable, key: Cells, change: Cells): void {
  for (const name in change) {
    checkValue(table, name, change[name]);
    if (table.primaryKey.includes(name) && change[name] !== key[name])
      throw new StoreError("invalid_value", `${table.name}.${name} is part of the primary key`, {
        table: table.name,
        column: name,
      });
  }
}

/** @throws {StoreError} `invalid_value` unless `values` has exactly the columns of the unique constraint, none of them `null`. */
export function checkUnique(table: AnyTable, constraint: string, values: Cells): readonly string[] {
  const columns = Object.hasOwn(table.unique, constraint) ? table.unique[constraint] : undefined;
  if (columns === undefined)
    throw new StoreError("invalid_scan", `${table.name} has no unique constraint ${constraint}`, {
      table: table.name,
      constraint,
    });
  for (const name of columns) checkValue(table, name, values[name]);
  for (const name in values)
    if (!columns.includes(name))
      throw new StoreError("invalid_value", `${table.name}.${name} is not part of ${constraint}`, {
        table: table.name,
        column: name,
      });
  return columns;
}
