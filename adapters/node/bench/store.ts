/** Turns per second on the SQLite store, against node:sqlite by hand in the same run. */

import { integer, millis, snowflake, table, text, type Schema } from "@mastic/core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../src/sqlite/store.ts";
import { resultOf, type BenchResult } from "../../../scripts/bench-result.ts";

const notes = table("notes", {
  scope: "user",
  columns: { id: snowflake(), content: text(), replies: integer(), createdAt: millis() },
  primaryKey: ["id"],
  indexes: { byTime: ["createdAt"] },
});
const schema: Schema = { version: 1, tables: [notes], migrations: [] };
const CONTENT = "x".repeat(200);
const MILLIS = 700;
const ROUNDS = 5;

/** Runs `step` for a while, `concurrency` at a time; gives how many ended in a second. */
async function rate(concurrency: number, step: () => Promise<void>): Promise<number> {
  let done = 0;
  const run = async (until: number): Promise<void> => {
    while (performance.now() < until) {
      await step();
      done += 1;
    }
  };
  const all = (until: number): Promise<unknown> =>
    Promise.all(Array.from({ length: concurrency }, () => run(until)));
  await all(performance.now() + 200);
  done = 0;
  const start = performance.now();
  await all(start + MILLIS);
  return Math.round((done * 1000) / (performance.now() - start));
}

/** The floor: the same row and index, `batch` inserts to a transaction, each durable. */
function rawRate(path: string, batch: number): number {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec(`CREATE TABLE notes (owner INTEGER NOT NULL, id INTEGER NOT NULL, content TEXT NOT NULL,
    replies INTEGER NOT NULL, createdAt INTEGER NOT NULL, PRIMARY KEY (owner, id)) STRICT, WITHOUT ROWID;
    CREATE INDEX notes_byTime ON notes (owner, createdAt)`);
  const [begin, insert, commit] = [
    database.prepare("BEGIN IMMEDIATE"),
    database.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, ?)"),
    database.prepare("COMMIT"),
  ];
  let id = 0n;
  const run = (until: number): number => {
    let done = 0;
    while (performance.now() < until) {
      begin.run();
      for (let i = 0; i < batch; i += 1) insert.run(1n, ++id, CONTENT, 0, Date.now());
      commit.run();
      done += batch;
    }
    return done;
  };
  run(performance.now() + 200);
  const start = performance.now();
  const done = run(start + MILLIS);
  const found = Math.round((done * 1000) / (performance.now() - start));
  database.close();
  return found;
}

export async function benchStore(): Promise<BenchResult[]> {
  const directory = mkdtempSync(join(tmpdir(), "mastic-bench-"));
  const store = openSqliteStore({ path: join(directory, "store.sqlite"), schema, clock: () => Date.now() });
  const write = (): Promise<void> =>
    store.turn(1n, async (turn) => {
      await turn.insert(notes, { id: turn.nextId(), content: CONTENT, replies: 0, createdAt: turn.now });
    });
  const results: BenchResult[] = [];
  for (const concurrency of [1, 64]) {
    const runs: number[] = [];
    const rawRuns: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.push(await rate(concurrency, write));
      rawRuns.push(rawRate(join(directory, `raw${concurrency}-${round}.sqlite`), concurrency));
    }
    const name = `store: durable turns with one insert, ${concurrency} at a time`;
    const baseline = `node:sqlite by hand, ${concurrency} inserts to a transaction`;
    results.push(resultOf(name, "1/s", runs, baseline, rawRuns));
  }
  await store.close();
  rmSync(directory, { recursive: true });
  return results;
}
