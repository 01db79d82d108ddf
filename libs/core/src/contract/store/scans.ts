/** Contract: order, bounds, cursors and limits of scans. */

import type { ScanOptions, View } from "../../store/store.ts";
import { refused, same } from "./assert.ts";
import { contractCase, type ContractCase } from "./harness.ts";
import { folders, order, parts, thing, things } from "./schema.ts";

const ALICE = 5n;

async function ids(view: View, options: ScanOptions<typeof things>): Promise<bigint[]> {
  return (await view.scan(things, options)).rows.map(({ id }) => id);
}

export const scanCases: readonly ContractCase[] = [
  contractCase("gives the keys of rows as it gives the rows", async (store) => {
    const places = ["", "ä\u0001", "a", "b"];
    await store.turn(ALICE, async (turn) => {
      for (const [i, id] of [7n, 2n ** 40n, 2n ** 63n - 1n].entries()) {
        await turn.insert(things, thing({ id, size: id, rank: -i }));
        for (const place of places) await turn.insert(parts, { thingId: id, place, label: "" });
      }
    });
    await store.view(ALICE, async (view) => {
      for (const reverse of [false, true])
        for (const limit of [1, 2, 3, 12, 99]) {
          for (const options of [{}, { index: "byRank" }, { after: { id: 7n } }] as const) {
            const { keys, next } = await view.scanKeys(things, { ...options, reverse, limit });
            const scanned = await view.scan(things, { ...options, reverse, limit });
            same(keys, scanned.rows.map(({ id }) => ({ id }))); // prettier-ignore
            same(next, scanned.next);
          }
          for (const options of [
            {},
            { equals: { thingId: 7n } },
            { before: { thingId: 2n ** 40n, place: "a" } },
          ]) {
            const { keys, next } = await view.scanKeys(parts, { ...options, reverse, limit });
            const scanned = await view.scan(parts, { ...options, reverse, limit });
            same(keys, scanned.rows.map(({ thingId, place }) => ({ thingId, place }))); // prettier-ignore
            same(next, scanned.next);
          }
        }
    });
  }),

  contractCase("scans for many prefixes as it scans for each", async (store) => {
    await store.turn(ALICE, async (turn) => {
      for (const id of [1n, 2n, 3n])
        await turn.insert(things, thing({ id, size: id, rank: Number(id % 2n) }));
      for (const place of ["b", "a", "c"]) await turn.insert(parts, { thingId: 2n, place, label: place });
    });
    await store.view(ALICE, async (view) => {
      const prefixes = [3n, 2n, 1n, 2n, 99n].map((thingId) => ({ thingId }));
      for (const limit of [1, 2, 3, 1000]) {
        const each = [];
        for (const equals of prefixes) each.push((await view.scan(parts, { equals, limit })).rows);
        same(await view.scanMany(parts, { limit }, prefixes), each);
      }
      same(
        (await view.scanMany(things, { index: "byRank", limit: 9 }, [{ rank: 1 }, { rank: 7 }, {}])).map(
          (rows) => rows.map(({ id }) => id),
        ),
        [[1n, 3n], [], [2n, 1n, 3n]],
      );
      same(await view.scanMany(parts, { limit: 1 }, []), []);
      await refused(view.scanMany(parts, { limit: 1 }, [{ label: "a" }]), "invalid_scan");
      await refused(view.scanMany(parts, { limit: 0 }, [{ thingId: 1n }]), "invalid_scan");
    });
    await store.view(ALICE, async (view) => {
      const prefixes = [{ parentId: 2n }, { parentId: 1n }];
      same(await view.scanMany(folders, { index: "byParent", limit: 5 }, prefixes), [[], []]);
      await refused(view.scanMany(folders, { index: "byParent", limit: 5 }, [{ name: "a" }]), "invalid_scan");
    });
  }),

  contractCase("finds many by a unique constraint as it finds each", async (store) => {
    await store.turn(ALICE, async (turn) => {
      for (const id of [1n, 2n, 3n])
        await turn.insert(
          things,
          thing({ id, name: `thing ${id}`, kind: "a", note: id === 2n ? null : `note ${id}` }),
        );
    });
    await store.view(ALICE, async (view) => {
      const names = ["thing 3", "no", "thing 1", "thing 3", "", "a", "b", "c", "d"].map((name) => ({ name }));
      const notes = ["note 1", "note 2", "x", "y", "z", "u", "v"].map((note) => ({
        kind: "a" as const,
        note,
      }));
      for (const many of [names, names.slice(0, 2)]) {
        const found = await view.findMany(things, "name", many);
        same(found, await Promise.all(many.map((name) => view.find(things, "name", name))));
        same(found[0] === found[3], false, "sharing");
      }
      const found = await view.findMany(things, "note", notes);
      same(found.map((row) => row?.id), [1n, ...notes.slice(1).map(() => undefined)]); // prettier-ignore
    });
  }),

  contractCase("orders ids as numbers, however long", async (store) => {
    const sizes = [0n, 9n, 10n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n];
    await store.turn(ALICE, async (turn) => {
      for (const size of sizes.toReversed()) await turn.insert(things, thing({ id: size, size }));
    });
    await store.view(ALICE, async (view) => {
      same(await ids(view, { limit: 99 }), sizes, "by key");
      same(await ids(view, { index: "bySize", limit: 99, reverse: true }), sizes.toReversed(), "by index");
      same(await ids(view, { index: "bySize", after: { size: 2n ** 53n }, limit: 1 }), [2n ** 53n + 1n]);
    });
  }),

  contractCase("orders whole numbers, false before true", async (store) => {
    const ranks = [Number.MIN_SAFE_INTEGER, -10, -9, -1, 0, 1, 9, 10, Number.MAX_SAFE_INTEGER];
    await store.turn(ALICE, async (turn) => {
      for (const [i, rank] of ranks.entries())
        await turn.insert(things, thing({ id: BigInt(i), rank, isFlagged: i % 2 === 1 }));
    });
    await store.view(ALICE, async (view) => {
      const all = ranks.map((_, i) => BigInt(i));
      same(await ids(view, { index: "byRank", limit: 99 }), all);
      same(await ids(view, { index: "byRank", limit: 99, reverse: true }), all.toReversed());
      same(await ids(view, { index: "byRank", equals: { rank: -10 }, limit: 99 }), [1n]);
      same(await ids(view, { index: "byRank", after: { rank: -10 }, limit: 99 }), all.slice(2));
      same(await ids(view, { index: "byRank", after: { rank: -10, id: 0n }, limit: 99 }), all.slice(1));
      same(await ids(view, { index: "byRank", before: { rank: -9 }, limit: 99 }), [0n, 1n]);
      same(await ids(view, { index: "byRank", before: { rank: -10, id: 1n }, limit: 99 }), [0n]);
      same(await ids(view, { index: "byFlag", limit: 99 }), [
        ...all.filter((id) => id % 2n === 0n),
        ...all.filter((id) => id % 2n === 1n),
      ]);
    });
  }),

  contractCase("leaves a row out of the indexes that it has no value for", async (store) => {
    await store.turn(ALICE, async (turn) => {
      for (const [i, rank] of [null, 5, null, 3].entries())
        await turn.insert(things, thing({ id: BigInt(i), rank, kind: "a" }));
    });
    await store.view(ALICE, async (view) => {
      for (const [index, equals] of [
        ["byRank", {}],
        ["byKind", { kind: "a" }],
      ] as const) {
        same(await ids(view, { index, equals, limit: 99 }), [3n, 1n]);
        same(await ids(view, { index, equals, limit: 99, reverse: true }), [1n, 3n]);
        same(await ids(view, { index, equals, before: { rank: 5 }, limit: 99 }), [3n]);
        same(await view.count(things, { index, equals }), 2);
      }
      same(await ids(view, { limit: 99 }), [0n, 1n, 2n, 3n]);
    });
    await store.turn(ALICE, async (turn) => {
      await turn.update(things, { id: 0n }, { rank: 4 });
      await turn.update(things, { id: 3n }, { rank: null });
      same(await ids(turn, { index: "byRank", limit: 99 }), [0n, 1n]);
      await turn.delete(things, { id: 2n });
      await turn.delete(things, { id: 0n });
      same(await ids(turn, { index: "byRank", limit: 99 }), [1n]);
    });
  }),

  contractCase("orders text by its UTF-8 bytes", async (store) => {
    // By UTF-16 code units, U+10000 (d800 dc00) would stand before U+E000 and U+FFFF.
    const words = [
      "",
      "A",
      "Z",
      "a",
      "aa",
      "é",
      "e\u0301",
      "\ud7ff",
      "\ue000",
      "\uffff",
      "\u{10000}",
      "\u{10ffff}",
    ];
    const sorted = [
      "",
      "A",
      "Z",
      "a",
      "aa",
      "e\u0301",
      "é",
      "\ud7ff",
      "\ue000",
      "\uffff",
      "\u{10000}",
      "\u{10ffff}",
    ];
    await store.turn(ALICE, async (turn) => {
      for (const group of words) await turn.insert(order, { group, select: 1 });
    });
    await store.view(ALICE, async (view) => {
      const { rows } = await view.scan(order, { limit: 99 });
      same(
        rows.map(({ group }) => group),
        sorted,
      );
      const tail = await view.scan(order, { after: { group: "\uffff" }, limit: 99 });
      same(
        tail.rows.map(({ group }) => group),
        ["\u{10000}", "\u{10ffff}"],
      );
    });
  }),

  contractCase("walks a key of two columns by its prefix", async (store) => {
    await store.turn(ALICE, async (turn) => {
      for (const thingId of [1n, 2n, 3n]) {
        await turn.insert(things, thing({ id: thingId }));
        for (const place of ["c", "a", "b"]) await turn.insert(parts, { thingId, place, label: "" });
      }
    });
    await store.view(ALICE, async (view) => {
      const places = async (options: ScanOptions<typeof parts>): Promise<string> =>
        (await view.scan(parts, options)).rows.map(({ thingId, place }) => `${thingId}${place}`).join(" ");
      same(await places({ equals: { thingId: 2n }, limit: 9 }), "2a 2b 2c");
      same(
        await places({ equals: { thingId: 2n }, after: { place: "a" }, before: { place: "c" }, limit: 9 }),
        "2b",
      );
      same(await places({ after: { thingId: 1n, place: "b" }, limit: 2 }), "1c 2a");
      same(
        await places({ after: { thingId: 1n }, before: { thingId: 3n, place: "b" }, limit: 9 }),
        "2a 2b 2c 3a",
      );
      same(await places({ before: { thingId: 2n, place: "b" }, reverse: true, limit: 2 }), "2a 1c");
      same(
        await places({ after: { thingId: 3n, place: "a" }, before: { thingId: 1n, place: "z" }, limit: 9 }),
        "",
      );
      same(await places({ after: { thingId: 2n }, before: { thingId: 2n, place: "c" }, limit: 9 }), "");
      same(await places({ after: { thingId: 2n, place: "a" }, before: { thingId: 2n }, limit: 9 }), "");
      same(await places({ equals: { thingId: 2n, place: "b" }, limit: 9 }), "2b");
      same(await view.count(parts, { equals: { thingId: 2n } }), 3);
      same(await view.count(parts, { equals: { thingId: 9n } }), 0);
    });
  }),

  contractCase("pages through everything once, either way, whatever the limit", async (store) => {
    await store.turn(ALICE, async (turn) => {
      for (let i = 0; i < 40; i += 1)
        await turn.insert(
          things,
          thing({
            id: BigInt(i),
            kind: i % 3 === 0 ? "b" : "a",
            rank: i % 4 === 0 ? 9 : i % 5,
            size: BigInt(i % 2),
          }),
        );
    });
    await store.view(ALICE, async (view) => {
      for (const equals of [{}, { kind: "a" }, { kind: "a", rank: 9 }] as const) {
        const whole = await ids(view, { index: "byKind", equals, limit: 100 });
        same(whole.length, await view.count(things, { index: "byKind", equals }));
        for (const limit of [1, 7, whole.length])
          for (const reverse of [false, true]) {
            const seen: bigint[] = [];
            let bound: ScanOptions<typeof things>["after"];
            let pages = 0;
            do {
              const page = await view.scan(things, {
                index: "byKind",
                equals,
                limit,
                reverse,
                ...(bound === undefined ? {} : { [reverse ? "before" : "after"]: bound }),
              });
              seen.push(...page.rows.map(({ id }) => id));
              bound = page.next;
              pages += 1;
            } while (bound !== undefined);
            same(seen, reverse ? whole.toReversed() : whole, `pages of ${limit}`);
            same(pages, Math.ceil(whole.length / limit), "no empty page at the end");
          }
      }
    });
  }),

  contractCase("sees in a turn what the turn has written", async (store) => {
    await store.turn(ALICE, async (turn) => {
      await turn.insert(things, thing({ id: 1n, rank: 1 }));
      await turn.insert(things, thing({ id: 2n, rank: 2 }));
      await turn.update(things, { id: 1n }, { rank: 3 });
      same(await ids(turn, { index: "byRank", limit: 9 }), [2n, 1n]);
      await turn.delete(things, { id: 2n });
      same(await ids(turn, { index: "byRank", limit: 9 }), [1n]);
      same(await turn.count(things, { index: "byRank", equals: { rank: 2 } }), 0);
    });
  }),

  contractCase("refuses scans that no index can answer", async (store) => {
    await store.view(ALICE, async (view) => {
      for (const limit of [0, -1, 1001, 1.5, Number.NaN])
        await refused(view.scan(things, { limit }), "invalid_scan", { table: "things" });
      await refused(view.scan(things, { index: "none" as "byRank", limit: 1 }), "invalid_scan");
      await refused(view.scan(things, { index: "byKind", equals: { rank: 1 }, limit: 1 }), "invalid_scan");
      await refused(view.scan(things, { index: "byKind", after: { size: 1n }, limit: 1 }), "invalid_scan");
      await refused(
        view.scan(things, { index: "byKind", equals: { kind: "a" }, after: { kind: "a" }, limit: 1 }),
        "invalid_scan",
      );
      await refused(view.scan(things, { equals: { name: "x" }, limit: 1 }), "invalid_scan");
      for (const bound of ["equals", "after", "before"])
        await refused(
          view.scan(things, { index: "byRank", [bound]: { rank: null }, limit: 1 }),
          "invalid_scan",
        );
      await refused(view.scan(things, { after: { id: -1n }, limit: 1 }), "invalid_value", { column: "id" });
      await refused(view.count(things, { equals: { name: "x" } }), "invalid_scan");
      same(await view.scan(things, { limit: 1000 }), { rows: [] });
    });
  }),
];
