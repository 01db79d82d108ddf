import { INSTANCE, integer, snowflake, table, text, type Schema } from "@mastic/core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteStore, type SqliteStore } from "./store.ts";

const counters = table("counters", {
  scope: "instance",
  columns: { name: text(), value: integer() },
  primaryKey: ["name"],
});
const ids = table("ids", { scope: "shared", columns: { id: snowflake() }, primaryKey: ["id"] });
const schema: Schema = { version: 1, tables: [counters, ids], migrations: [] };

describe("two holders of one SQLite file", () => {
  let directory: string;
  let path: string;
  const open: SqliteStore[] = [];
  const openStore = (clock: () => number): SqliteStore => {
    const store = openSqliteStore({ path, schema, clock });
    open.push(store);
    return store;
  };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "mastic-processes-"));
    path = join(directory, "mastic.sqlite");
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()));
    await rm(directory, { recursive: true });
  });

  it("see each other's turns, lose none, and never give the same id", async () => {
    const stores = [openStore(() => 1_800_000_000_000), openStore(() => 1_700_000_000_000)];
    const given: bigint[] = [];
    await Promise.all(
      stores.map(async (store) => {
        for (let n = 0; n < 50; n += 1)
          await store.turn(INSTANCE, async (turn) => {
            const row = await turn.get(counters, { name: "n" });
            await turn.put(counters, { name: "n", value: (row?.value ?? 0) + 1 });
            const id = turn.nextId();
            await turn.insert(ids, { id });
            given.push(id);
          });
      }),
    );
    for (const store of stores)
      await store.view(INSTANCE, async (view) => {
        expect(await view.get(counters, { name: "n" })).toEqual({ name: "n", value: 100 });
      });
    expect(new Set(given).size).toBe(100);
  });

  it("show a view one snapshot, whoever commits while it is under way", async () => {
    const [here, there] = [openStore(() => Date.now()), openStore(() => Date.now())];
    const set = (store: SqliteStore, value: number): Promise<void> =>
      store.turn(INSTANCE, async (turn) => {
        for (const name of ["a", "b"]) await turn.put(counters, { name, value });
      });
    await set(here, 0);
    const seen = await here.view(INSTANCE, async (view) => {
      const values = [(await view.get(counters, { name: "a" }))?.value];
      await set(here, 1);
      values.push((await view.get(counters, { name: "b" }))?.value);
      await set(there, 2);
      values.push((await view.get(counters, { name: "a" }))?.value);
      return values;
    });
    expect(seen).toEqual([0, 0, 0]);
    expect(await here.view(INSTANCE, (view) => view.get(counters, { name: "a" }))).toMatchObject({
      value: 2,
    });
  });

  it("serve more views at once than there are connections", async () => {
    const store = openStore(() => Date.now());
    let isFull: () => void = () => undefined;
    const full = new Promise<void>((resolve) => (isFull = resolve));
    let waiting = 0;
    const views = Array.from({ length: 40 }, (_, n) =>
      store.view(INSTANCE, async (view) => {
        if (++waiting === 8) isFull();
        await full;
        return (await view.count(counters, {})) + n;
      }),
    );
    expect(await Promise.all(views)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  });

  it("wait for each other without holding up the process", async () => {
    const store = openStore(() => Date.now());
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE; INSERT INTO counters VALUES ('other', 1)");
    let isDone = false;
    const turn = store
      .turn(INSTANCE, async (it) => (await it.get(counters, { name: "other" }))?.value)
      .finally(() => (isDone = true));
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    await new Promise((resolve) => setTimeout(resolve, 200));
    clearInterval(timer);
    expect(isDone).toBe(false);
    expect(ticks).toBeGreaterThan(5);
    other.exec("COMMIT");
    other.close();
    expect(await turn).toBe(1);
  });

  it("undo a turn that waits for something else than the store, and go on", async () => {
    const store = openSqliteStore({ path, schema, clock: () => Date.now(), turnMillis: 50 });
    open.push(store);
    let release: () => void = () => undefined;
    const elsewhere = new Promise<void>((resolve) => (release = resolve));
    let after: Promise<unknown> | undefined;
    const stuck = store.turn(INSTANCE, async (turn) => {
      await turn.insert(counters, { name: "stuck", value: 1 });
      turn.emit({ kind: "k", payload: null });
      await elsewhere;
      await (after = turn.insert(counters, { name: "late", value: 1 }).catch((error: unknown) => error));
    });
    const nested = store.turn(INSTANCE, () => store.turn(INSTANCE, async () => "never"));
    await expect(stuck).rejects.toMatchObject({ code: "engine_failure" });
    await expect(nested).rejects.toMatchObject({ code: "engine_failure" });
    release();
    await store.turn(INSTANCE, (turn) => turn.insert(counters, { name: "next", value: 1 }));
    expect(await after).toMatchObject({ code: "turn_ended" });
    await store.view(INSTANCE, async (view) => {
      expect((await view.scan(counters, { limit: 9 })).rows).toEqual([{ name: "next", value: 1 }]);
    });
    expect(await store.effects.size()).toBe(0);
  });

  it("stop writing once another has brought the file to a newer schema", async () => {
    const old = openStore(() => Date.now());
    const newer = openSqliteStore({ path, schema: { ...schema, version: 2 }, clock: () => Date.now() });
    open.push(newer);
    await expect(old.turn(INSTANCE, async (turn) => turn.nextId())).rejects.toMatchObject({
      code: "schema_too_new",
    });
    await newer.turn(INSTANCE, async (turn) => turn.nextId());
  });
});

describe("the SQLite file", () => {
  it("lets an operator read it, and puts the owner first in every key", async () => {
    const directory = await mkdtemp(join(tmpdir(), "mastic-file-"));
    const path = join(directory, "mastic.sqlite");
    const notes = table("notes", {
      scope: "user",
      columns: { id: snowflake(), content: text(), replyToId: snowflake().nullable() },
      primaryKey: ["id"],
      unique: { content: ["content"] },
      indexes: { byReply: ["replyToId", "id"] },
      foreignKeys: [{ columns: ["replyToId"], references: () => counters, onDelete: "cascade" }],
    });
    expect(() =>
      openSqliteStore({
        path,
        schema: { version: 1, tables: [notes, counters], migrations: [] },
        clock: () => 0,
      }),
    ).toThrow(expect.objectContaining({ code: "invalid_schema" }));
    const store = openSqliteStore({
      path,
      schema: { version: 1, tables: [{ ...notes, foreignKeys: [] }], migrations: [] },
      clock: () => 0,
    });
    const database = new DatabaseSync(path, { readOnly: true });
    const sql = database
      .prepare("SELECT sql FROM sqlite_schema WHERE tbl_name = 'notes' AND sql IS NOT NULL ORDER BY name")
      .all()
      .map((row) => row.sql);
    expect(sql).toEqual([
      [
        `CREATE TABLE "notes" (`,
        `  "owner" INTEGER NOT NULL,`,
        `  "id" INTEGER NOT NULL,`,
        `  "content" TEXT NOT NULL,`,
        `  "replyToId" INTEGER,`,
        `  PRIMARY KEY ("owner", "id")`,
        `) STRICT, WITHOUT ROWID`,
      ].join("\n"),
      `CREATE INDEX "notes_byReply" ON "notes" ("owner", "replyToId") WHERE "replyToId" IS NOT NULL`,
      `CREATE UNIQUE INDEX "notes_unique_content" ON "notes" ("owner", "content")`,
    ]);
    expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    database.close();
    await store.close();
    await rm(directory, { recursive: true });
  });
});
