import { INSTANCE, StoreError, table, text, type Schema } from "@mastic/core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from "vitest";
import { Connection } from "./connection.ts";
import { migrate } from "./migration.ts";
import { SqliteRows } from "./rows.ts";
import { TableSql } from "./tableSql.ts";
import { Writer } from "./writer.ts";

const notes = table("notes", {
  scope: "instance",
  columns: { key: text(), content: text() },
  primaryKey: ["key"],
});
const schema: Schema = { version: 1, tables: [notes], migrations: [] };

describe("Writer", () => {
  let directory: string;
  let connection: Connection;
  let rows: SqliteRows;
  let wal: { check: Mock<() => void>; sync: Mock<() => Promise<void>> };
  let writer: Writer;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "mastic-writer-"));
    connection = new Connection(join(directory, "mastic.sqlite"), { readOnly: false });
    connection.exec("PRAGMA journal_mode = WAL");
    const sql = new TableSql(notes);
    migrate(connection, schema, [sql]);
    rows = new SqliteRows(connection, new Map([[notes, sql]]));
    wal = { check: vi.fn<() => void>(), sync: vi.fn<() => Promise<void>>(async () => undefined) };
    writer = new Writer(connection, wal, { clock: () => 0, schemaVersion: 1 });
  });
  afterEach(async () => {
    await writer.idle();
    connection.close();
    await rm(directory, { recursive: true });
  });
  const write = (key: string, content = ""): Promise<void> =>
    writer.submit(async () => rows.insert(INSTANCE, notes, { key, content }));
  const keys = (): unknown[] => rows.scan(INSTANCE, notes, { limit: 1000 }).rows.map(({ key }) => key);

  it("takes all turns that wait into one commit", async () => {
    const run = vi.spyOn(connection, "run");
    await Promise.all(Array.from({ length: 100 }, (_, n) => write(String(n))));
    expect(run.mock.calls.filter(([sql]) => sql === "COMMIT").length).toBeLessThanOrEqual(3);
    expect(keys()).toHaveLength(100);
  });

  it("acknowledges after the commit, in order", async () => {
    const events: string[] = [];
    const original = connection.run.bind(connection);
    vi.spyOn(connection, "run").mockImplementation((sql, values) => {
      if (sql === "COMMIT") events.push("commit");
      return original(sql, values);
    });
    wal.sync.mockImplementation(async () => {
      await sleep(10);
      events.push("on disk");
    });
    await Promise.all(["a", "b"].map((key) => write(key).then(() => events.push(key))));
    expect(events).toEqual(["commit", "on disk", "a", "b"]);
  });

  it("acknowledges nothing that is not on disk, and begins nothing after that", async () => {
    const failure = new StoreError("engine_failure", "EIO");
    wal.sync.mockRejectedValue(failure);
    await expect(write("a")).rejects.toBe(failure);
    wal.check.mockImplementation(() => {
      throw failure;
    });
    const run = vi.spyOn(connection, "run");
    expect(await Promise.allSettled([write("b"), write("c")])).toMatchObject([
      { status: "rejected" },
      { status: "rejected" },
    ]);
    expect(run).not.toHaveBeenCalled();
  });

  it("lets timers in while turns keep coming", async () => {
    const state = { isOver: false, turns: 0 };
    const timer = setTimeout(() => (state.isOver = true), 30);
    while (!state.isOver && state.turns < 20_000) {
      await write(String(state.turns));
      state.turns += 1;
    }
    clearTimeout(timer);
    expect(state.isOver).toBe(true);
  });

  it("fails what a full disk cannot take, keeps nothing of it, and goes on", async () => {
    const pages = Number(connection.first("PRAGMA page_count")?.[0]);
    connection.exec(`PRAGMA max_page_count = ${pages + 20}`);
    await write("before");
    const [small, huge, after] = await Promise.allSettled([
      write("small"),
      write("huge", "x".repeat(500_000)),
      write("after"),
    ]);
    expect(huge).toMatchObject({ status: "rejected", reason: { code: "engine_failure" } });
    const kept = [
      "before",
      ...(small.status === "fulfilled" ? ["small"] : []),
      ...(after.status === "fulfilled" ? ["after"] : []),
    ];
    expect(keys()).toEqual(kept.sort());
    await write("later");
    expect(keys()).toContain("later");
  });

  it("keeps nothing of a turn that writes on after the disk was full", async () => {
    const pages = Number(connection.first("PRAGMA page_count")?.[0]);
    connection.exec(`PRAGMA max_page_count = ${pages + 20}`);
    const turn = writer.submit(async () => {
      try {
        rows.insert(INSTANCE, notes, { key: "huge", content: "x".repeat(500_000) });
      } catch {
        connection.exec("ROLLBACK"); // as SQLite itself may, when the disk is full
      }
      rows.insert(INSTANCE, notes, { key: "on its own", content: "" });
    });
    await expect(turn).rejects.toMatchObject({ code: "engine_failure" });
    expect(keys()).toEqual([]);
  });
});
