import {
  boolean,
  integer,
  json,
  oneOf,
  snowflake,
  table,
  text,
  type AnyTable,
  type Schema,
} from "@mastic/core";
import { beforeEach, describe, expect, it } from "vitest";
import { TestMap, Trap, trap } from "./stableMap.test-support.ts";
import { openStableStore, type StableStore } from "./store.ts";
import { NEWEST } from "./unfinished.ts";

/** A node of an older version. */
const authorsThen = table("authors", {
  scope: "shared",
  columns: {
    id: snowflake(),
    nick: text(),
    age: integer().nullable(),
    mood: oneOf(["glad", "sad"] as const),
  },
  primaryKey: ["id"],
  unique: { nick: ["nick"] },
  indexes: { byAge: ["age"] },
});
const booksThen = table("books", {
  scope: "user",
  columns: { id: snowflake(), title: text() },
  primaryKey: ["id"],
  indexes: { byTitle: ["title"] },
});
const draftsThen = table("drafts", {
  scope: "shared",
  columns: { id: snowflake(), authorId: snowflake() },
  primaryKey: ["id"],
  foreignKeys: [{ columns: ["authorId"], references: () => authorsThen, onDelete: "cascade" }],
});
const older: Schema = { version: 1, tables: [authorsThen, booksThen, draftsThen], migrations: [] };

/** The node of today. */
const authors = table("authors", {
  scope: "shared",
  columns: {
    id: snowflake(),
    name: text(),
    mood: oneOf(["sad", "glad", "tired"] as const),
    isActive: boolean().default(true),
    links: json<readonly string[]>().default([]),
    motto: text().nullable(),
  },
  primaryKey: ["id"],
  unique: { name: ["name"] },
});
const books = table("books", {
  scope: "user",
  columns: { id: snowflake(), title: text(), year: integer().default(-1) },
  primaryKey: ["id"],
  unique: { title: ["title"] },
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

const ALICE = 7n;
const BOB = 8n;
const rest = { isActive: true, links: [], motto: null } as const;
const byYear = { index: "byTitle", equals: { year: -1 }, limit: 9 } as const;

describe("a store that an older program left", () => {
  let map: TestMap;
  let last: bigint;
  const open = (schema: Schema): StableStore =>
    openStableStore({ map, schema, clock: () => 1_780_000_000_000, trap });

  beforeEach(async () => {
    map = new TestMap();
    const store = open(older);
    expect(store.migrated).toEqual({ from: 0, to: 1 });
    last = await store.turn(ALICE, async (turn) => {
      await turn.insert(authorsThen, { id: 1n, nick: "ann", age: 30, mood: "glad" });
      await turn.insert(authorsThen, { id: 2n, nick: "bob", age: null, mood: "sad" });
      await turn.insert(draftsThen, { id: 1n, authorId: 2n });
      for (const [id, title] of ["Zoo", "Ant", "Ähre", "Owl", "Fox"].entries())
        await turn.insert(booksThen, { id: BigInt(id), title });
      turn.emit({ kind: "k", payload: { n: 1 } });
      return turn.nextId();
    });
    await store.turn(BOB, (turn) => turn.insert(booksThen, { id: 1n, title: "Bee" }));
    await store.close();
  });

  it("renames, drops and adds what the schema says, and keeps the rest", async () => {
    const store = open(newer);
    expect(store.migrated).toEqual({ from: 1, to: 3 });
    await store.turn(ALICE, async (turn) => {
      expect((await turn.scan(authors, { limit: 9 })).rows).toEqual([
        { id: 1n, name: "ann", mood: "glad", ...rest },
        { id: 2n, name: "bob", mood: "sad", ...rest },
      ]);
      expect(await turn.find(authors, "name", { name: "bob" })).toEqual({
        id: 2n,
        name: "bob",
        mood: "sad",
        ...rest,
      });
      await turn.insert(reviews, { id: 1n, bookId: 2n });
      await turn.update(authors, { id: 1n }, { mood: "tired", motto: "on" });
      await turn.insert(authors, { id: 3n, name: "cyd", mood: "glad", ...rest });
      expect(turn.nextId()).toBeGreaterThan(last);
    });
    expect(await store.effects.size()).toBe(1);
    const again = open(newer);
    expect(again.migrated).toEqual({ from: 3, to: 3 });
    await again.view(ALICE, async (view) => {
      expect((await view.scan(authors, { limit: 9 })).rows).toEqual([
        { id: 1n, name: "ann", mood: "tired", ...rest, motto: "on" },
        { id: 2n, name: "bob", mood: "sad", ...rest },
        { id: 3n, name: "cyd", mood: "glad", ...rest },
      ]);
    });
    await expect(
      again.turn(ALICE, (turn) => turn.insert(authors, { id: 4n, name: "ann", mood: "sad", ...rest })),
    ).rejects.toMatchObject({ code: "unique_violation", constraint: "name" });
  });

  it("gives nothing of one reader to another where a new column has a document", async () => {
    const store = open(newer);
    await store.view(ALICE, async (view) => {
      const row = await view.get(authors, { id: 1n });
      (row?.links as string[]).push("changed");
      expect((await view.get(authors, { id: 1n }))?.links).toEqual([]);
    });
  });

  it("opens at the same cost however many rows there are, twice as well", async () => {
    const opening = (): number => {
      const { calls } = map;
      const before = calls.get + calls.containsKey + calls.insert + calls.remove;
      open(newer);
      return calls.get + calls.containsKey + calls.insert + calls.remove - before;
    };
    const few = map.copy();
    const cost = opening();
    map.restore(few);
    const store = open(older);
    await store.turn(ALICE, async (turn) => {
      for (let id = 100n; id < 3000n; id += 1n) await turn.insert(booksThen, { id, title: `Book ${id}` });
    });
    expect(opening()).toBe(cost);
    expect(opening()).toBeLessThan(cost);
  });

  it("reads the newest rows alone for what may miss some of a new index, however many there are", async () => {
    const FIRST = 100_000;
    const lacking = 2 * NEWEST;
    const old = open(older);
    await old.turn(ALICE, async (turn) => {
      for (let nth = 0; nth < lacking; nth += 1)
        await turn.insert(booksThen, { id: BigInt(FIRST + nth), title: `Book ${FIRST + nth}` });
    });
    const store = open(newer);
    const read = (options: object): Promise<{ titles: string[]; calls: number }> =>
      store.view(ALICE, async (view) => {
        const before = map.calls.get;
        const { rows } = await view.scan(books, { ...byYear, limit: 2, ...options });
        return { titles: rows.map(({ title }) => title), calls: map.calls.get - before };
      });
    const exact = await read({});
    expect(exact.titles).toEqual(["Ant", `Book ${FIRST}`]);
    expect(exact.calls).toBeGreaterThan(lacking);
    const { titles, calls } = await read({ mayMiss: true });
    const newest = FIRST + lacking - NEWEST;
    expect(titles).toEqual([`Book ${newest}`, `Book ${newest + 1}`]);
    // And some pages of the tree of ids.
    expect(calls).toBeLessThan(1.1 * NEWEST);
    const reversed = await read({ reverse: true, mayMiss: true });
    expect(reversed.titles).toEqual([`Book ${FIRST + lacking - 1}`, `Book ${FIRST + lacking - 2}`]);
    await store.close();
  });

  describe.each([0, 1, 2, 3, 100])("with a new index filled by %i slices of two rows", (slices) => {
    let store: StableStore;
    beforeEach(async () => {
      store = open(newer);
      for (let n = 0; n < slices; n += 1) await store.buildIndexes(2);
    });

    it("answers as if it were whole", async () => {
      await store.view(ALICE, async (view) => {
        const titles = async (options: object): Promise<string[]> =>
          (await view.scan(books, { ...byYear, ...options })).rows.map(({ title }) => title);
        expect(await titles({})).toEqual(["Ant", "Fox", "Owl", "Zoo", "Ähre"]);
        expect(await titles({ reverse: true, limit: 2 })).toEqual(["Ähre", "Zoo"]);
        expect(await titles({ after: { title: "Ant" }, before: { title: "Zoo" } })).toEqual(["Fox", "Owl"]);
        expect(await view.count(books, { index: "byTitle" })).toBe(5);
        expect(await view.find(books, "title", { title: "Owl" })).toEqual({ id: 3n, title: "Owl", year: -1 });
      });
      await store.view(BOB, async (view) => {
        expect((await view.scan(books, byYear)).rows).toEqual([{ id: 1n, title: "Bee", year: -1 }]);
      });
    });

    it("takes changes of old rows and new ones", async () => {
      await store.turn(ALICE, async (turn) => {
        await turn.update(books, { id: 4n }, { title: "Cat" });
        await turn.delete(books, { id: 1n });
        await turn.insert(books, { id: 9n, title: "Dog", year: 5 });
        await expect(turn.insert(books, { id: 10n, title: "Owl", year: 0 })).rejects.toMatchObject({
          constraint: "title",
        });
        await turn.put(books, { id: 2n, title: "Fox", year: -1 });
      });
      while (await store.buildIndexes(2));
      store = open(newer);
      expect(await store.buildIndexes(2)).toBe(false);
      await store.view(ALICE, async (view) => {
        const { rows } = await view.scan(books, { index: "byTitle", limit: 9 });
        expect(rows.map(({ title }) => title)).toEqual(["Cat", "Fox", "Owl", "Zoo", "Dog"]);
        expect((await view.scan(books, { limit: 9 })).rows).toHaveLength(5);
        for (const row of rows) expect(await view.find(books, "title", { title: row.title })).toEqual(row);
        expect(await view.find(books, "title", { title: "Ant" })).toBeUndefined();
      });
    });

    it("cascades over references without one", async () => {
      const linked = table("books", {
        scope: "user",
        columns: { ...books.columns, sequelOf: snowflake().nullable() },
        primaryKey: ["id"],
        foreignKeys: [{ columns: ["sequelOf"], references: (): AnyTable => linked, onDelete: "cascade" }],
      });
      await store.close();
      store = open({ version: 4, tables: [authors, linked], migrations: newer.migrations });
      for (let n = 0; n < slices; n += 1) await store.buildIndexes(2);
      await store.turn(ALICE, async (turn) => {
        await turn.update(linked, { id: 4n }, { sequelOf: 0n });
        await turn.update(linked, { id: 1n }, { sequelOf: 4n });
        expect(await turn.delete(linked, { id: 0n })).toBe(true);
        expect((await turn.scan(linked, { limit: 9 })).rows.map(({ id }) => id)).toEqual([2n, 3n]);
      });
    });
  });

  it("fills all of a new index whatever message traps", async () => {
    let trapAt = 0;
    let isMore = true;
    while (isMore) {
      const before = map.copy();
      map.trapAfter = trapAt;
      try {
        isMore = await open(newer).buildIndexes(2);
      } catch (error) {
        expect(error).toBeInstanceOf(Trap);
        map.restore(before);
        trapAt += 1;
      } finally {
        map.trapAfter = Infinity;
      }
    }
    expect(trapAt).toBeGreaterThan(5);
    const store = open(newer);
    await store.view(ALICE, async (view) => {
      expect(await view.count(books, { index: "byTitle" })).toBe(5);
      expect((await view.scan(books, byYear)).rows).toHaveLength(5);
    });
  });

  it("says so when old rows break a new constraint, and keeps answering", async () => {
    const strict = { ...authors, unique: { name: ["name"] as const, mood: ["isActive"] as const } };
    const store = open({ ...newer, tables: [strict, books, reviews] });
    await expect(
      (async () => {
        while (await store.buildIndexes(9));
      })(),
    ).rejects.toMatchObject({ code: "unique_violation", constraint: "mood", table: "authors" });
    await store.view(ALICE, async (view) => expect(await view.count(strict, {})).toBe(2));
  });

  it("refuses a store of a newer program, and leaves it alone", () => {
    open(newer);
    const before = map.copy();
    expect(() => open({ ...newer, version: 2 })).toThrow(expect.objectContaining({ code: "schema_too_new" }));
    expect(map.copy()).toEqual(before);
  });

  it.each([
    ["a new column that says nothing of old rows", { ...authors.columns, shoeSize: integer() }, "shoeSize"],
    ["a column that becomes another", { ...authors.columns, motto: integer().nullable() }, "motto"],
  ])("refuses %s", (_, columns, column) => {
    open(newer);
    const before = map.copy();
    expect(() => open({ ...newer, version: 4, tables: [{ ...authors, columns }, books, reviews] })).toThrow(
      expect.objectContaining({ code: "invalid_schema", table: "authors", column }),
    );
    expect(map.copy()).toEqual(before);
  });

  it("refuses another primary key or scope, and migrations of what is not there", () => {
    const keyed = { ...books, primaryKey: ["title"] as const };
    const shared = { ...books, scope: "shared" as const };
    for (const changed of [keyed, shared])
      expect(() => open({ ...newer, tables: [authors, changed as unknown as typeof books] })).toThrow(
        expect.objectContaining({ code: "invalid_schema", table: "books" }),
      );
    expect(() =>
      open({ ...newer, migrations: [{ to: 3, renameColumns: [{ table: "none", from: "a", to: "b" }] }] }),
    ).toThrow(expect.objectContaining({ code: "invalid_schema", table: "none" }));
  });
});
