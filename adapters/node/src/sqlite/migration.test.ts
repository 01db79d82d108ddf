import { boolean, integer, json, oneOf, snowflake, table, text, type Schema } from "@mastic/core";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteStore, type SqliteStore } from "./store.ts";

/** A file as an older program left it: text of its own, so that it stays what it was. */
const OLDER = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), schemaVersion INTEGER NOT NULL,
    lastId INTEGER NOT NULL, lastNow INTEGER NOT NULL) STRICT;
  INSERT INTO meta VALUES (1, 1, 116301527915219032, 1770000000000);
  CREATE TABLE authors (id INTEGER NOT NULL, nick TEXT NOT NULL, age INTEGER, PRIMARY KEY (id)) STRICT;
  CREATE UNIQUE INDEX authors_unique_nick ON authors (nick);
  CREATE INDEX authors_byAge ON authors (age);
  CREATE TABLE books (owner INTEGER NOT NULL, id INTEGER NOT NULL, title TEXT NOT NULL,
    PRIMARY KEY (owner, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX books_byTitle ON books (owner, title);
  CREATE TABLE drafts (id INTEGER NOT NULL, authorId INTEGER NOT NULL, PRIMARY KEY (id),
    FOREIGN KEY (authorId) REFERENCES authors (id) ON DELETE CASCADE) STRICT;
  INSERT INTO authors VALUES (1, 'ann', 30), (2, 'bob', NULL);
  INSERT INTO books VALUES (7, 1, 'Zoo'), (7, 2, 'Ant'), (8, 1, 'Bee');
  INSERT INTO drafts VALUES (1, 2);
`;

const authors = table("authors", {
  scope: "shared",
  columns: {
    id: snowflake(),
    name: text(),
    isActive: boolean().default(true),
    links: json<readonly string[]>().default([]),
    motto: text().nullable(),
    role: oneOf(["writer", "it's an editor"] as const).default("it's an editor"),
  },
  primaryKey: ["id"],
  unique: { name: ["name"] },
});
const books = table("books", {
  scope: "user",
  columns: { id: snowflake(), title: text(), year: integer().default(-1) },
  primaryKey: ["id"],
  indexes: { byTitle: ["year", "title"] },
});
const reviews = table("reviews", {
  scope: "user",
  columns: { id: snowflake(), bookId: snowflake() },
  primaryKey: ["id"],
  foreignKeys: [{ columns: ["bookId"], references: () => books, onDelete: "cascade" }],
});

const newer: Schema = {
  version: 3,
  tables: [authors, books, reviews],
  migrations: [
    { to: 3, dropTables: ["drafts"], dropColumns: [{ table: "authors", column: "age" }] },
    { to: 2, renameColumns: [{ table: "authors", from: "nick", to: "name" }] },
  ],
};

describe("opening an older SQLite file", () => {
  let directory: string;
  let path: string;
  const open: SqliteStore[] = [];
  const openStore = (schema: Schema): SqliteStore => {
    const store = openSqliteStore({ path, schema, clock: () => 0 });
    open.push(store);
    return store;
  };
  const inFile = (query: string): unknown[] => {
    const database = new DatabaseSync(path);
    const rows = database.prepare(query).all();
    database.close();
    return rows;
  };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "mastic-migration-"));
    path = join(directory, "mastic.sqlite");
    const database = new DatabaseSync(path);
    database.exec(OLDER);
    database.close();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()));
    await rm(directory, { recursive: true });
  });

  it("renames, drops and adds what the schema says, and keeps the rest", async () => {
    const store = openStore(newer);
    expect(store.migrated).toEqual({ from: 1, to: 3 });
    const rest = { isActive: true, links: [], motto: null, role: "it's an editor" } as const;
    await store.turn(7n, async (turn) => {
      expect((await turn.scan(authors, { limit: 9 })).rows).toEqual([
        { id: 1n, name: "ann", ...rest },
        { id: 2n, name: "bob", ...rest },
      ]);
      expect((await turn.scan(books, { index: "byTitle", limit: 9 })).rows).toEqual([
        { id: 2n, title: "Ant", year: -1 },
        { id: 1n, title: "Zoo", year: -1 },
      ]);
      await turn.insert(reviews, { id: 1n, bookId: 2n });
      expect(turn.nextId()).toBeGreaterThan(116301527915219032n);
      expect(turn.now).toBe(1_770_000_000_000);
    });
    await expect(
      store.turn(7n, (turn) => turn.insert(authors, { id: 3n, name: "ann", ...rest })),
    ).rejects.toMatchObject({ code: "unique_violation", constraint: "name" });
    expect(
      inFile("SELECT name FROM sqlite_schema WHERE name LIKE '%drafts%' OR name LIKE '%byAge%'"),
    ).toEqual([]);
    expect(inFile("SELECT schemaVersion FROM meta")).toEqual([{ schemaVersion: 3 }]);
    expect(inFile("PRAGMA foreign_key_check")).toEqual([]);
  });

  it("has nothing to do the second time", async () => {
    await openStore(newer).close();
    const schema = inFile("SELECT sql FROM sqlite_schema ORDER BY name");
    const [version] = inFile("PRAGMA schema_version");
    expect(openStore(newer).migrated).toEqual({ from: 3, to: 3 });
    expect(inFile("SELECT sql FROM sqlite_schema ORDER BY name")).toEqual(schema);
    expect(inFile("PRAGMA schema_version")).toEqual([version]);
  });

  it("goes on from the migration that was reached", async () => {
    const broken: Schema = {
      ...newer,
      migrations: [
        ...newer.migrations.slice(1),
        { to: 3, renameColumns: [{ table: "none", from: "a", to: "b" }] },
      ],
    };
    expect(() => openStore(broken)).toThrow(expect.objectContaining({ code: "engine_failure" }));
    expect(inFile("SELECT schemaVersion FROM meta")).toEqual([{ schemaVersion: 2 }]);
    expect(inFile("SELECT count(*) AS n FROM drafts")).toEqual([{ n: 1 }]);
    expect(openStore(newer).migrated).toEqual({ from: 2, to: 3 });
  });

  it("refuses a file of a newer program, and leaves it alone", async () => {
    await openStore(newer).close();
    expect(() => openStore({ ...newer, version: 2 })).toThrow(
      expect.objectContaining({ code: "schema_too_new" }),
    );
    expect(inFile("SELECT schemaVersion FROM meta")).toEqual([{ schemaVersion: 3 }]);
  });

  it("refuses a new column that says nothing of old rows", async () => {
    const columns = { ...authors.columns, shoeSize: integer() };
    expect(() => openStore({ ...newer, tables: [{ ...authors, columns }, books, reviews] })).toThrow(
      expect.objectContaining({ code: "invalid_schema", table: "authors", column: "shoeSize" }),
    );
  });

  it("refuses what is no SQLite file", async () => {
    path = join(directory, "text.sqlite");
    await writeFile(path, "this is no database, and long enough to be taken for one".repeat(50));
    expect(() => openStore(newer)).toThrow(expect.objectContaining({ code: "engine_failure" }));
    path = join(directory, "no", "such", "folder");
    expect(() => openStore(newer)).toThrow(expect.objectContaining({ code: "engine_failure" }));
    path = join(directory, "mastic.sqlite");
  });

  it("backs up to a file that opens as a store, while turns go on", async () => {
    const store = openStore(newer);
    for (let n = 0; n < 200; n += 1)
      await store.turn(9n, (turn) => turn.insert(books, { id: BigInt(n), title: "t".repeat(2000), year: n }));
    const target = join(directory, "backup.sqlite");
    const copied = { isDone: false };
    const copying = store.backup(target).finally(() => (copied.isDone = true));
    let turns = 0;
    while (!copied.isDone) {
      await store.turn(9n, (turn) => turn.insert(books, { id: turn.nextId(), title: "later", year: 0 }));
      turns += 1;
    }
    await copying;
    expect(turns).toBeGreaterThan(0);
    const copy = openSqliteStore({ path: target, schema: newer, clock: () => 0 });
    open.push(copy);
    expect(copy.migrated).toEqual({ from: 3, to: 3 });
    const count = await copy.view(9n, (view) => view.count(books, {}));
    expect(count).toBeGreaterThanOrEqual(200);
    expect(count).toBeLessThanOrEqual(200 + turns);
    expect(inFile("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    await expect(store.backup(target)).rejects.toMatchObject({ code: "engine_failure" });
  });
});
