/** The process that the crash test kills: turns without end, each printed once it is acknowledged. */

import { table, snowflake, integer, text, type Schema } from "@mastic/core";
import { openSqliteStore } from "./store.ts";

const batches = table("batches", {
  scope: "shared",
  columns: { id: snowflake(), rows: integer() },
  primaryKey: ["id"],
});

const items = table("items", {
  scope: "shared",
  columns: { batchId: snowflake(), position: integer(), content: text() },
  primaryKey: ["batchId", "position"],
  foreignKeys: [{ columns: ["batchId"], references: () => batches, onDelete: "cascade" }],
});

export const crashTables = { batches, items };
export const crashSchema: Schema = { version: 1, tables: [batches, items], migrations: [] };

/** One turn: a batch, its items, one effect. Every fifth throws half-way. */
async function work(path: string): Promise<never> {
  const store = openSqliteStore({ path, schema: crashSchema, clock: () => Date.now() });
  const loop = async (worker: number): Promise<never> => {
    for (let n = 0; ; n += 1) {
      const id = await store
        .turn(1n, async (turn) => {
          const id = turn.nextId();
          const rows = (n % 7) + 1;
          await turn.insert(batches, { id, rows });
          for (let position = 0; position < rows; position += 1) {
            await turn.insert(items, { batchId: id, position, content: `${worker} ${n}`.repeat(50) });
            if (n % 5 === 4) throw new Error("undone");
          }
          turn.emit({
            kind: "batch",
            payload: String(id),
            key: String(id),
            body: { id: String(id), content: "b" },
          });
          return id;
        })
        .catch(() => undefined);
      if (id !== undefined) process.stdout.write(`${id}\n`);
    }
  };
  await Promise.all([loop(1), loop(2), loop(3), loop(4)]);
  throw new Error("the loops never end");
}

const [, script, path] = process.argv;
if (script === import.meta.filename && path !== undefined) await work(path);
