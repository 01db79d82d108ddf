/** Tables that meet every feature of a declaration: scopes, kinds of columns, keys, constraints, indexes, cascades. */

import {
  blob,
  boolean,
  integer,
  json,
  millis,
  oneOf,
  snowflake,
  text,
  type Json,
} from "../../store/column.ts";
import { table, type AnyTable, type Row, type Schema } from "../../store/table.ts";

export const things = table("things", {
  scope: "shared",
  columns: {
    id: snowflake(),
    name: text(),
    rank: integer().nullable(),
    size: snowflake(),
    kind: oneOf(["a", "b"] as const),
    isFlagged: boolean(),
    seenAt: millis(),
    document: json<Json>().nullable(),
    bytes: blob().nullable(),
    note: text().nullable(),
  },
  primaryKey: ["id"],
  unique: { name: ["name"], note: ["kind", "note"] },
  indexes: {
    byRank: ["rank"],
    bySize: ["size"],
    byKind: ["kind", "rank", "size"],
    byFlag: ["isFlagged", "seenAt", "id"],
    byNote: ["note"],
  },
});

/** Refers to things; its key has two columns. */
export const parts = table("parts", {
  scope: "shared",
  columns: { thingId: snowflake(), place: text(), label: text() },
  primaryKey: ["thingId", "place"],
  foreignKeys: [{ columns: ["thingId"], references: () => things, onDelete: "cascade" }],
});

/** Refers to parts, without an index of its own for it; perhaps to none. */
export const screws = table("screws", {
  scope: "shared",
  columns: { id: snowflake(), thingId: snowflake().nullable(), place: text().nullable() },
  primaryKey: ["id"],
  foreignKeys: [{ columns: ["thingId", "place"], references: () => parts, onDelete: "cascade" }],
});

/** Of one user each; refers to itself. */
export const folders = table("folders", {
  scope: "user",
  columns: { id: snowflake(), name: text(), parentId: snowflake().nullable() },
  primaryKey: ["id"],
  unique: { name: ["name"] },
  indexes: { byParent: ["parentId"] },
  foreignKeys: [{ columns: ["parentId"], references: (): AnyTable => folders, onDelete: "cascade" }],
});

/** Refers to folders, with an index that leaves some of those references out. */
export const labels = table("labels", {
  scope: "user",
  columns: { id: snowflake(), folderId: snowflake(), rank: integer().nullable() },
  primaryKey: ["id"],
  indexes: { byRank: ["folderId", "rank"] },
  foreignKeys: [{ columns: ["folderId"], references: () => folders, onDelete: "cascade" }],
});

/** Nothing but a key; its words are SQL's. */
export const order = table("order", {
  scope: "user",
  columns: { group: text(), select: integer() },
  primaryKey: ["group", "select"],
  indexes: { from: ["select"] },
});

export const options = table("options", {
  scope: "instance",
  columns: { key: text(), value: json<Json>() },
  primaryKey: ["key"],
});

export const contractSchema: Schema = {
  version: 1,
  tables: [things, parts, screws, folders, labels, order, options],
  migrations: [],
};

/** A thing with these values, and plain ones for the rest. */
export function thing(values: Partial<Row<typeof things>> & { readonly id: bigint }): Row<typeof things> {
  return {
    name: `thing ${values.id}`,
    rank: null,
    size: 0n,
    kind: "a",
    isFlagged: false,
    seenAt: 0,
    document: null,
    bytes: null,
    note: null,
    ...values,
  };
}
