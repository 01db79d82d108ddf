import { coreSchema, INSTANCE, type AnyTable } from "@mastic/core";
import { indexColumns } from "@mastic/core/engine";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it, vi } from "vitest";
import { openSqliteStore } from "./store.ts";

/** A value for each column, so that it can stand in a prefix or a bound. */
function sample(table: AnyTable, columns: readonly string[]): object {
  const value = (name: string): unknown => {
    const column = table.columns[name];
    if (column?.kind === "snowflake") return 1n;
    if (column?.kind === "text") return "a";
    if (column?.kind === "boolean") return true;
    return column?.kind === "enum" ? column.values?.[0] : 1;
  };
  return Object.fromEntries(columns.map((name) => [name, value(name)]));
}

it(
  "answers every scan and count of the core schema by one walk along an index",
  { timeout: 60_000 },
  async () => {
    const directory = await mkdtemp(join(tmpdir(), "mastic-plans-"));
    const path = join(directory, "mastic.sqlite");
    const store = openSqliteStore({ path, schema: coreSchema, clock: () => 0 });
    const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
    for (const table of coreSchema.tables)
      await store.view(table.scope === "user" ? 1n : INSTANCE, async (view) => {
        for (const index of ["primary", ...Object.keys(table.indexes)]) {
          const columns = indexColumns(table, index);
          for (let fixed = 0; fixed <= columns.length; fixed += 1) {
            const equals = sample(table, columns.slice(0, fixed));
            await view.count(table, { index, equals });
            for (let end = fixed; end <= columns.length; end += 1) {
              const bound = sample(table, columns.slice(fixed, end));
              await view.scan(table, { index, equals, after: bound, limit: 20 });
              await view.scan(table, { index, equals, before: bound, limit: 20, reverse: true });
            }
          }
        }
      });
    const queries = new Set(
      prepare.mock.calls.map(([query]) => query).filter((query) => query.startsWith("SELECT")),
    );
    prepare.mockRestore();
    await store.close();

    expect(queries.size).toBeGreaterThan(coreSchema.tables.length * 5);
    const database = new DatabaseSync(path, { readOnly: true });
    for (const query of queries) {
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${query}`).all();
      const [step, ...more] = plan.map(({ detail }) => String(detail));
      expect(more, query).toEqual([]);
      expect(step, query).toMatch(query.includes("WHERE") ? /^SEARCH / : /^SCAN /);
    }
    database.close();
    await rm(directory, { recursive: true });
  },
);
