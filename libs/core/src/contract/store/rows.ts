/** Contract: single rows and their values. */

import type { Json } from "../../store/column.ts";
import { INSTANCE, type Turn } from "../../store/store.ts";
import { refused, same } from "./assert.ts";
import { contractCase, type ContractCase } from "./harness.ts";
import { folders, options, order, thing, things } from "./schema.ts";

const ALICE = 5n;

export const rowCases: readonly ContractCase[] = [
  contractCase("gives back every kind of value as it was", async (store) => {
    const rows = [
      thing({ id: 0n }),
      thing({
        id: 0x7fff_ffff_ffff_ffffn,
        name: "a\u{10000}\ue000\u0001'\"\\%",
        rank: Number.MIN_SAFE_INTEGER,
        size: 0x7fff_ffff_ffff_ffffn,
        kind: "b",
        isFlagged: true,
        seenAt: Number.MAX_SAFE_INTEGER,
        document: { list: [1, 2.5, null, "\u0000", { deep: true }], empty: {} },
        bytes: new Uint8Array([0, 255, 128]),
        note: "",
      }),
      thing({ id: 9_007_199_254_740_993n, rank: -1, document: "text", bytes: new Uint8Array() }),
    ];
    await store.turn(ALICE, async (turn) => {
      for (const row of rows) await turn.insert(things, row);
      for (const row of rows) same(await turn.get(things, { id: row.id }), row, "inside the turn");
    });
    await store.view(ALICE, async (view) => {
      for (const row of rows) same(await view.get(things, { id: row.id }), row, "afterwards");
    });
  }),

  contractCase("tells null in a document from no document", async (store) => {
    await store.turn(INSTANCE, async (turn) => {
      await turn.insert(options, { key: "null", value: null });
      await turn.insert(options, { key: "false", value: false });
    });
    await store.view(INSTANCE, async (view) => {
      same(await view.get(options, { key: "null" }), { key: "null", value: null });
      same(await view.get(options, { key: "false" }), { key: "false", value: false });
    });
  }),

  contractCase("shares nothing with its callers", async (store) => {
    const document: { list: Json[] } = { list: [1] };
    const bytes = new Uint8Array([1]);
    await store.turn(ALICE, async (turn) => {
      await turn.insert(things, thing({ id: 1n, document, bytes }));
    });
    document.list.push(2);
    bytes[0] = 9;
    await store.view(ALICE, async (view) => {
      const row = await view.get(things, { id: 1n });
      same(row?.document, { list: [1] });
      same(row?.bytes, new Uint8Array([1]));
      if (row?.bytes) row.bytes[0] = 7;
      (row?.document as unknown as { list: number[] }).list.push(3);
      same(
        await view.get(things, { id: 1n }),
        thing({ id: 1n, document: { list: [1] }, bytes: new Uint8Array([1]) }),
      );
    });
  }),

  contractCase("gets many in the order asked, with gaps and repeats", async (store) => {
    await store.turn(ALICE, async (turn) => {
      await turn.insert(things, thing({ id: 1n }));
      await turn.insert(things, thing({ id: 2n }));
    });
    await store.view(ALICE, async (view) => {
      const rows = await view.getMany(things, [{ id: 2n }, { id: 3n }, { id: 1n }, { id: 2n }]);
      same(rows, [thing({ id: 2n }), undefined, thing({ id: 1n }), thing({ id: 2n })]);
      same(await view.getMany(things, []), []);
      same(await view.get(things, { id: 3n }), undefined);
    });
  }),

  contractCase("puts, updates and deletes, and tells whether there was a row", async (store) => {
    await store.turn(ALICE, async (turn) => {
      await turn.put(things, thing({ id: 1n, rank: 1, note: "n" }));
      await turn.put(things, thing({ id: 1n, rank: 2 }));
      same(await turn.get(things, { id: 1n }), thing({ id: 1n, rank: 2 }), "replaced whole");
      same(await turn.update(things, { id: 1n }, { rank: 3, document: [1] }), true);
      same(await turn.update(things, { id: 1n }, { id: 1n }), true, "an unchanged key is no change");
      same(await turn.update(things, { id: 1n }, {}), true);
      same(await turn.get(things, { id: 1n }), thing({ id: 1n, rank: 3, document: [1] }));
      same(await turn.update(things, { id: 2n }, { rank: 3 }), false);
      same(await turn.update(things, { id: 2n }, {}), false);
      same(await turn.delete(things, { id: 2n }), false);
      same(await turn.delete(things, { id: 1n }), true);
      same(await turn.delete(things, { id: 1n }), false);
      same(await turn.get(things, { id: 1n }), undefined);
      same(await turn.count(things, {}), 0);
    });
  }),

  contractCase("keeps rows that are nothing but a key", async (store) => {
    await store.turn(ALICE, async (turn) => {
      const row = { group: "g", select: -1 };
      await turn.put(order, row);
      await turn.put(order, row);
      same(await turn.insertIfAbsent(order, row), false);
      await refused(turn.insert(order, row), "unique_violation", { table: "order", constraint: "primary" });
      same(await turn.update(order, row, {}), true);
      same((await turn.scan(order, { index: "from", limit: 10 })).rows, [row]);
    });
  }),

  contractCase("refuses values that do not fit, before anything is written", async (store) => {
    const bad: [string, unknown][] = [
      ["id", -1n],
      ["id", 0x8000_0000_0000_0000n],
      ["id", 1],
      ["id", null],
      ["name", null],
      ["name", 1],
      ["name", undefined],
      ["name", "nul \u0000"],
      ["name", "lone \ud800 surrogate"],
      ["name", "lone \udc00"],
      ["rank", 1.5],
      ["rank", Number.NaN],
      ["rank", 2 ** 53],
      ["rank", 1n],
      ["seenAt", Infinity],
      ["kind", "c"],
      ["kind", "toString"],
      ["isFlagged", 1],
      ["document", () => 1],
      ["document", { big: 1n }],
      ["bytes", "text"],
      ["bytes", [1]],
    ];
    await store.turn(ALICE, async (turn) => {
      for (const [column, value] of bad) {
        const row = { ...thing({ id: 1n }), [column]: value };
        for (const write of ["insert", "insertIfAbsent", "put"] as const)
          await refused(turn[write](things, row), "invalid_value", { table: "things", column });
      }
      await turn.insert(things, thing({ id: 1n }));
      for (const [column, value] of bad.slice(4))
        if (value !== undefined)
          await refused(turn.update(things, { id: 1n }, { [column]: value }), "invalid_value", { column });
      await refused(turn.update(things, { id: 1n }, { id: 2n }), "invalid_value", { column: "id" });
      const unknown = { other: 1 } as object;
      await refused(turn.update(things, { id: 1n }, unknown), "invalid_value", { column: "other" });
      const wide = { ...thing({ id: 3n }), other: 1 };
      await refused(turn.insert(things, wide), "invalid_value", { column: "other" });
      await refused(turn.get(things, {} as { id: bigint }), "invalid_value", { column: "id" });
      same(await turn.get(things, { id: 1n }), thing({ id: 1n }));
      same(await turn.count(things, {}), 1);
    });
  }),

  contractCase("knows one zero only", async (store) => {
    await store.turn(ALICE, async (turn) => {
      await turn.insert(order, { group: "g", select: -0 });
      same((await turn.scan(order, { limit: 1 })).rows, [{ group: "g", select: 0 }]);
      same(await turn.delete(order, { group: "g", select: 0 }), true);
    });
  }),

  contractCase("refuses tables that are not in its schema", async (store) => {
    const stranger = { ...things, name: "strangers" };
    await refused(
      store.view(ALICE, (view) => view.get(stranger, { id: 1n })),
      "unknown_table",
      { table: "strangers" },
    );
  }),

  contractCase("gives each scope to its owners only", async (store) => {
    const touch = (turn: Turn): Promise<unknown>[] => [
      turn.get(folders, { id: 1n }),
      turn.getMany(folders, []),
      turn.find(folders, "name", { name: "x" }),
      turn.scan(folders, { limit: 1 }),
      turn.count(folders, {}),
      turn.insert(folders, { id: 1n, name: "x", parentId: null }),
      turn.insertIfAbsent(folders, { id: 1n, name: "x", parentId: null }),
      turn.put(folders, { id: 1n, name: "x", parentId: null }),
      turn.update(folders, { id: 1n }, { name: "y" }),
      turn.delete(folders, { id: 1n }),
    ];
    await store.turn(INSTANCE, async (turn) => {
      for (const attempt of touch(turn)) await refused(attempt, "scope_mismatch", { table: "folders" });
      await turn.insert(things, thing({ id: 1n }));
    });
    await store.turn(ALICE, async (turn) => {
      await refused(turn.get(options, { key: "k" }), "scope_mismatch", { table: "options" });
      same(await turn.get(things, { id: 1n }), thing({ id: 1n }), "shared by all");
    });
  }),
];
