/** Values between rows and SQLite: ids and times as INTEGER, documents as JSON text, booleans as 0 and 1. */

import type { Column, ColumnKind } from "@mastic/core";
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";

/** The STRICT type of a column. */
export const sqlTypes: Readonly<Record<ColumnKind, "TEXT" | "INTEGER" | "BLOB">> = {
  text: "TEXT",
  integer: "INTEGER",
  snowflake: "INTEGER",
  millis: "INTEGER",
  boolean: "INTEGER",
  json: "TEXT",
  blob: "BLOB",
  enum: "TEXT",
};

/** A value of `column`, checked before, as SQLite takes it. */
export function encode(column: Column<unknown>, value: unknown): SQLInputValue {
  if (value === null && column.isNullable) return null;
  switch (column.kind) {
    case "json":
      return JSON.stringify(value);
    case "boolean":
      return value === true ? 1 : 0;
    case "integer":
    case "millis":
      // As a bigint it is bound as an integer; a number would be bound as a double.
      return BigInt(value as number);
    default:
      return value as SQLInputValue; // text, enum, snowflake and blob are what SQLite takes
  }
}

/** How to read a column's values, picked once for each column. */
export function decoder(column: Column<unknown>): (value: SQLOutputValue) => unknown {
  switch (column.kind) {
    case "json":
      // Most lists are empty.
      return (value) =>
        value === null ? null : value === "[]" ? [] : (JSON.parse(value as string) as unknown);
    case "boolean":
      return (value) => (value === null ? null : value === 1n);
    case "integer":
    case "millis":
      return (value) => (value === null ? null : Number(value));
    default:
      return (value) => value;
  }
}
