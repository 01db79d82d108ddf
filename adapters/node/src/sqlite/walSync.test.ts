import { StoreError } from "@mastic/core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Connection } from "./connection.ts";
import { failNextDatasync } from "./datasync.test-support.ts";
import { WalSync } from "./walSync.ts";

let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "mastic-wal-")), "mastic.sqlite");
});
afterEach(() => rm(join(path, ".."), { recursive: true }));

it("syncs the log of an open database, as often as it is asked", async () => {
  const connection = new Connection(path, { readOnly: false });
  connection.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
  const wal = new WalSync(path);
  await wal.sync();
  connection.exec("INSERT INTO t VALUES (1)");
  await Promise.all([wal.sync(), wal.sync()]);
  wal.check();
  await wal.close();
  connection.close();
});

it("believes nothing after a failure, also when the disk seems well again, and tells it once", async () => {
  const connection = new Connection(path, { readOnly: false });
  connection.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
  const heard: StoreError[] = [];
  const wal = new WalSync(path, (error) => heard.push(error));
  failNextDatasync();
  await expect(wal.sync()).rejects.toThrow(StoreError);
  await expect(wal.sync()).rejects.toMatchObject({ code: "engine_failure" });
  expect(() => wal.check()).toThrow(StoreError);
  expect(heard).toMatchObject([{ code: "engine_failure" }]);
  await wal.close();
  connection.close();
});

it("opens the log at once, or not at all", () => {
  expect(() => new WalSync(path)).toThrow(StoreError);
});
