/** Contract: unique constraints, foreign keys and cascades. */

import { refused, same } from "./assert.ts";
import { contractCase, type ContractCase } from "./harness.ts";
import { folders, labels, parts, screws, thing, things } from "./schema.ts";

const ALICE = 5n;
const BOB = 6n;

export const constraintCases: readonly ContractCase[] = [
  contractCase("names the constraint that a row breaks, and goes on", async (store) => {
    await store.turn(ALICE, async (turn) => {
      await turn.insert(things, thing({ id: 1n, name: "one", note: "n" }));
      const clash = { table: "things", constraint: "primary" };
      await refused(turn.insert(things, thing({ id: 1n, name: "other" })), "unique_violation", clash);
      await refused(turn.insert(things, thing({ id: 2n, name: "one" })), "unique_violation", {
        constraint: "name",
      });
      await refused(turn.put(things, thing({ id: 2n, note: "n" })), "unique_violation", {
        constraint: "note",
      });
      await turn.insert(things, thing({ id: 3n, kind: "b", note: "n" }));
      await refused(turn.update(things, { id: 3n }, { kind: "a" }), "unique_violation", {
        constraint: "note",
      });
      await refused(turn.update(things, { id: 3n }, { name: "one" }), "unique_violation", {
        constraint: "name",
      });
      same(
        await turn.update(things, { id: 3n }, { name: "three", kind: "b", note: "n" }),
        true,
        "its own values",
      );
    });
    await store.view(ALICE, async (view) => {
      same((await view.scan(things, { limit: 10 })).rows, [
        thing({ id: 1n, name: "one", note: "n" }),
        thing({ id: 3n, name: "three", kind: "b", note: "n" }),
      ]);
    });
  }),

  contractCase("does not constrain null, and frees what was given up", async (store) => {
    await store.turn(ALICE, async (turn) => {
      await turn.insert(things, thing({ id: 1n, note: null }));
      await turn.insert(things, thing({ id: 2n, note: null }));
      await turn.update(things, { id: 1n }, { note: "n" });
      await turn.update(things, { id: 1n }, { note: null });
      await turn.update(things, { id: 2n }, { note: "n" });
      await turn.delete(things, { id: 2n });
      await turn.insert(things, thing({ id: 3n, note: "n" }));
      same(await turn.find(things, "note", { kind: "a", note: "n" }), thing({ id: 3n, note: "n" }));
    });
  }),

  contractCase("finds by a unique constraint", async (store) => {
    await store.turn(ALICE, async (turn) => {
      await turn.insert(things, thing({ id: 1n, name: "one", kind: "b", note: "n" }));
      const row = thing({ id: 1n, name: "one", kind: "b", note: "n" });
      same(await turn.find(things, "name", { name: "one" }), row);
      same(await turn.find(things, "note", { note: "n", kind: "b" }), row);
      same(await turn.find(things, "note", { note: "n", kind: "a" }), undefined);
      same(await turn.find(things, "name", { name: "two" }), undefined);
      await refused(turn.find(things, "note", { note: "n" }), "invalid_value", { column: "kind" });
      await refused(turn.find(things, "other" as "name", {}), "invalid_scan");
    });
  }),

  contractCase("finds many by a unique constraint, in their order", async (store) => {
    const wanted = [{ name: "two" }, { name: "none" }, { name: "one" }];
    await store.turn(ALICE, async (turn) => {
      // Where there is nothing at all, an engine may know so at once; what it is asked for has to be right all the same.
      same(await turn.findMany(things, "name", wanted), [undefined, undefined, undefined]);
      same(await turn.getMany(things, [{ id: 1n }, { id: 2n }]), [undefined, undefined]);
      const halves = [{ note: "m" }, { note: "n" }];
      await refused(turn.findMany(things, "note", halves), "invalid_value", { column: "kind" });
      await refused(turn.getMany(things, [{ id: 1n }, { id: -1n }]), "invalid_value", { column: "id" });
      await turn.insert(things, thing({ id: 1n, name: "one" }));
      await turn.insert(things, thing({ id: 2n, name: "two" }));
    });
    await store.view(ALICE, async (view) => {
      const rows = [thing({ id: 2n, name: "two" }), undefined, thing({ id: 1n, name: "one" })];
      same(await view.findMany(things, "name", wanted), rows);
      same(await view.findMany(things, "name", []), []);
    });
    await store.turn(ALICE, async (turn) => {
      await turn.delete(things, { id: 1n });
      await turn.delete(things, { id: 2n });
      same(await turn.findMany(things, "name", wanted), [undefined, undefined, undefined]);
      await turn.insert(things, thing({ id: 3n, name: "one" }));
      same(await turn.findMany(things, "name", wanted), [
        undefined,
        undefined,
        thing({ id: 3n, name: "one" }),
      ]);
    });
  }),

  contractCase("inserts if absent: not over a key, nor over a constraint", async (store) => {
    await store.turn(ALICE, async (turn) => {
      same(await turn.insertIfAbsent(things, thing({ id: 1n, name: "one" })), true);
      same(await turn.insertIfAbsent(things, thing({ id: 1n, name: "two" })), false);
      same(await turn.insertIfAbsent(things, thing({ id: 2n, name: "one" })), false);
      same(await turn.count(things, {}), 1);
      await refused(
        turn.insertIfAbsent(parts, { thingId: 9n, place: "p", label: "l" }),
        "foreign_key_violation",
        { table: "parts" },
      );
    });
  }),

  contractCase("refuses references to what is not there", async (store) => {
    await store.turn(ALICE, async (turn) => {
      const context = { table: "parts" };
      await refused(
        turn.insert(parts, { thingId: 1n, place: "p", label: "" }),
        "foreign_key_violation",
        context,
      );
      await refused(
        turn.put(parts, { thingId: 1n, place: "p", label: "" }),
        "foreign_key_violation",
        context,
      );
      await turn.insert(screws, { id: 1n, thingId: null, place: null });
      await turn.insert(screws, { id: 2n, thingId: 1n, place: null });
      await refused(turn.update(screws, { id: 2n }, { place: "p" }), "foreign_key_violation", {
        table: "screws",
      });
      same(await turn.get(screws, { id: 2n }), { id: 2n, thingId: 1n, place: null });
      await turn.insert(folders, { id: 1n, name: "itself", parentId: 1n });
    });
    await refused(
      store.turn(BOB, (turn) => turn.insert(folders, { id: 2n, name: "of another", parentId: 1n })),
      "foreign_key_violation",
    );
  }),

  contractCase("cascades over two levels, and no further than it must", async (store) => {
    await store.turn(ALICE, async (turn) => {
      for (const id of [1n, 2n]) {
        await turn.insert(things, thing({ id }));
        for (const place of ["p", "q"]) await turn.insert(parts, { thingId: id, place, label: "" });
      }
      await turn.insert(screws, { id: 1n, thingId: 1n, place: "p" });
      await turn.insert(screws, { id: 2n, thingId: 2n, place: "p" });
      await turn.insert(screws, { id: 3n, thingId: null, place: "p" });
      await turn.put(things, thing({ id: 1n, rank: 5 }));
      same(await turn.count(parts, {}), 4, "replacing a row deletes nothing");
      same(await turn.delete(parts, { thingId: 2n, place: "q" }), true);
      same(await turn.delete(things, { id: 1n }), true);
    });
    await store.view(ALICE, async (view) => {
      same((await view.scan(parts, { limit: 9 })).rows, [{ thingId: 2n, place: "p", label: "" }]);
      same(
        (await view.scan(screws, { limit: 9 })).rows.map(({ id }) => id),
        [2n, 3n],
      );
    });
  }),

  contractCase("cascades through a table that refers to itself, for its owner only", async (store) => {
    for (const owner of [ALICE, BOB])
      await store.turn(owner, async (turn) => {
        await turn.insert(folders, { id: 1n, name: "root", parentId: null });
        for (let id = 2n; id <= 20n; id += 1n)
          await turn.insert(folders, { id, name: `folder ${id}`, parentId: id / 2n });
        await turn.update(folders, { id: 1n }, { parentId: 20n });
      });
    await store.turn(ALICE, (turn) => turn.delete(folders, { id: 1n }));
    await store.view(ALICE, async (view) => same(await view.count(folders, {}), 0));
    await store.view(BOB, async (view) => same(await view.count(folders, {}), 20));
  }),

  contractCase("cascades to rows that an index of the reference leaves out", async (store) => {
    await store.turn(ALICE, async (turn) => {
      for (const id of [1n, 2n]) await turn.insert(folders, { id, name: `${id}`, parentId: null });
      for (const [i, rank] of [null, 1, null].entries())
        await turn.insert(labels, { id: BigInt(i), folderId: i < 2 ? 1n : 2n, rank });
      same(await turn.delete(folders, { id: 1n }), true);
      same((await turn.scan(labels, { limit: 9 })).rows, [{ id: 2n, folderId: 2n, rank: null }]);
    });
  }),

  contractCase("keeps owners apart: rows, keys, constraints and indexes", async (store) => {
    for (const [owner, name] of [
      [ALICE, "a"],
      [BOB, "b"],
    ] as const)
      await store.turn(owner, async (turn) => {
        await turn.insert(folders, { id: 1n, name: "same", parentId: null });
        await turn.insert(folders, { id: 2n, name, parentId: 1n });
      });
    await store.turn(ALICE, async (turn) => {
      await turn.update(folders, { id: 1n }, { name: "mine" });
      await turn.put(folders, { id: 2n, name: "also mine", parentId: null });
      same(await turn.find(folders, "name", { name: "b" }), undefined);
    });
    await store.view(BOB, async (view) => {
      const rows = [
        { id: 1n, name: "same", parentId: null },
        { id: 2n, name: "b", parentId: 1n },
      ];
      same((await view.scan(folders, { limit: 9 })).rows, rows);
      same((await view.scan(folders, { index: "byParent", limit: 9 })).rows, rows.slice(1));
      same(await view.count(folders, { index: "byParent", equals: { parentId: 1n } }), 1);
    });
    await store.view(7n, async (view) => same(await view.count(folders, {}), 0));
  }),
];
