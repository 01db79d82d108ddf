/** Contract: turns are atomic, one after another, and durable; views see one moment. */

import { INSTANCE, type Turn, type View } from "../../store/store.ts";
import { refused, same } from "./assert.ts";
import type { Signal } from "../../signals.ts";
import { contractCase, START, type ContractCase } from "./harness.ts";
import { folders, options, parts, thing, things } from "./schema.ts";

const ALICE = 5n;
const BOB = 6n;

const edited = (statusId: bigint): Signal => ({ type: "edited", statusId });

export const turnCases: readonly ContractCase[] = [
  contractCase("undoes a turn that throws: rows, cascades, effects and signals", async (store) => {
    const heard: unknown[] = [];
    store.listen((event) => heard.push(event));
    await store.turn(ALICE, async (turn) => {
      await turn.insert(things, thing({ id: 1n, rank: 1 }));
      await turn.insert(parts, { thingId: 1n, place: "p", label: "" });
    });
    const failure = new Error("changed my mind");
    let thrown: unknown;
    await store
      .turn(ALICE, async (turn) => {
        await turn.insert(things, thing({ id: 2n }));
        await turn.update(things, { id: 1n }, { rank: 2 });
        await turn.delete(things, { id: 1n });
        turn.emit({ kind: "k", payload: null });
        turn.signal(edited(1n));
        throw failure;
      })
      .catch((error: unknown) => (thrown = error));
    same(thrown, failure, "the turn's own error");
    await store.view(ALICE, async (view) => {
      same((await view.scan(things, { index: "byRank", limit: 9 })).rows, [thing({ id: 1n, rank: 1 })]);
      same(await view.count(parts, {}), 1);
    });
    same(await store.effects.size(), 0);
    same(heard, []);
  }),

  contractCase("undoes a turn whose error was a constraint's", async (store) => {
    await store.turn(ALICE, (turn) => turn.insert(things, thing({ id: 1n })));
    await refused(
      store.turn(ALICE, async (turn) => {
        await turn.insert(things, thing({ id: 2n }));
        await turn.insert(things, thing({ id: 1n }));
      }),
      "unique_violation",
    );
    await store.view(ALICE, async (view) => same(await view.count(things, {}), 1));
  }),

  contractCase("returns what the turn returned, and what the view returned", async (store) => {
    same(await store.turn(ALICE, async () => ["turn"]), ["turn"]);
    same(await store.view(ALICE, async () => ["view"]), ["view"]);
  }),

  contractCase("tells a turn whose it is and when, and never goes back in time", async (store, clock) => {
    await store.turn(ALICE, async (turn) => {
      same(turn.owner, ALICE);
      same(turn.now, START);
    });
    clock.now -= 1000;
    await store.turn(INSTANCE, async (turn) => {
      same(turn.owner, INSTANCE);
      same(turn.now, START);
    });
    clock.now += 2000;
    await store.turn(ALICE, async (turn) => same(turn.now, START + 1000));
  }),

  contractCase(
    "gives ids that only grow: within a turn, across turns, after failures and clocks",
    async (store, clock) => {
      const ids: bigint[] = [];
      const take = async (turn: Turn): Promise<void> => {
        for (let i = 0; i < 300; i += 1) ids.push(turn.nextId());
      };
      await store.turn(ALICE, take);
      await store.turn(BOB, take);
      clock.now -= 5000;
      await store
        .turn(ALICE, async (turn) => take(turn).then(() => Promise.reject(new Error("no"))))
        .catch(() => null);
      await store.turn(INSTANCE, take);
      clock.now += 10_000;
      await store.turn(ALICE, take);
      for (const [i, id] of ids.entries()) if (i > 0) same((ids[i - 1] ?? 0n) < id, true, `id ${i} grows`);
      same((ids.at(-1) ?? 0n) >> 16n, BigInt(START + 5000 - 1_767_225_600_000), "holds the time");
    },
  ),

  contractCase("runs many turns at once as if one after another", async (store) => {
    await store.turn(INSTANCE, (turn) => turn.insert(options, { key: "count", value: 0 }));
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        store
          .turn(INSTANCE, async (turn) => {
            const row = await turn.get(options, { key: "count" });
            const value = Number(row?.value) + 1;
            await turn.update(options, { key: "count" }, { value });
            if (i % 10 === 9) throw new Error("undone");
            return value;
          })
          .catch(() => 0),
      ),
    );
    same(
      results.filter((value) => value > 0).sort((a, b) => a - b),
      Array.from({ length: 90 }, (_, i) => i + 1),
    );
    await store.view(INSTANCE, async (view) =>
      same(await view.get(options, { key: "count" }), { key: "count", value: 90 }),
    );
  }),

  contractCase("shows a view one moment, while turns go on", async (store) => {
    const write = (n: number): Promise<void> =>
      store.turn(INSTANCE, async (turn) => {
        for (const key of ["a", "b", "c"]) await turn.put(options, { key, value: n });
      });
    await write(0);
    // Long enough for a turn to commit while they are under way.
    const read = (rounds: number): Promise<unknown[]> =>
      store.view(INSTANCE, async (view) => {
        const values: unknown[] = [];
        for (let round = 0; round < rounds; round += 1)
          for (const key of ["a", "b", "c"]) values.push((await view.get(options, { key }))?.value);
        return values;
      });
    for (let n = 1; n <= 30; n += 1) {
      const [, ...reads] = await Promise.all([write(n), read(n), read(50), read(100)]);
      for (const values of reads) same(new Set(values).size, 1, "one moment");
    }
    same(await read(1), [30, 30, 30]);
  }),

  contractCase("shows an acknowledged turn to the next view", async (store) => {
    for (let n = 0; n < 20; n += 1) {
      await store.turn(INSTANCE, (turn) => turn.put(options, { key: "n", value: n }));
      const row = await store.view(INSTANCE, (view) => view.get(options, { key: "n" }));
      same(row?.value, n);
    }
  }),

  contractCase("runs turns of many owners, and fails those alone that throw", async (store) => {
    const heard: [unknown, bigint][] = [];
    store.listen((event, owner) => heard.push([event, owner]));
    const results = await store.turns(
      [ALICE, BOB, 7n].map((owner): readonly [bigint, (turn: Turn) => Promise<bigint>] => [
        owner,
        async (turn) => {
          await turn.insert(folders, { id: 1n, name: "x", parentId: null });
          turn.emit({ kind: "k", payload: null });
          turn.signal(edited(1n));
          if (owner === BOB) throw new Error("Bob's");
          return owner;
        },
      ]),
    );
    same(
      results.map((result) => (result.status === "fulfilled" ? result.value : String(result.reason))),
      [ALICE, "Error: Bob's", 7n],
    );
    for (const [owner, count] of [
      [ALICE, 1],
      [BOB, 0],
      [7n, 1],
    ] as const)
      await store.view(owner, async (view) => same(await view.count(folders, {}), count));
    same(await store.effects.size(), 2);
    same(heard, [
      [edited(1n), ALICE],
      [edited(1n), 7n],
    ]);
    same(await store.turns([]), []);
  }),

  contractCase("tells signals in order, after the commit, until it is told to stop", async (store) => {
    const heard: unknown[] = [];
    const seen: Promise<unknown>[] = [];
    store.listen(() => {
      throw new Error("a listener's own trouble");
    });
    const stop = store.listen((event, owner) => {
      heard.push([event, owner]);
      seen.push(store.view(INSTANCE, (view) => view.get(options, { key: "k" })));
    });
    await store.turn(INSTANCE, async (turn) => {
      turn.signal(edited(1n));
      await turn.insert(options, { key: "k", value: 1 });
      turn.signal(edited(2n));
      same(heard, [], "not before the commit");
    });
    same(heard, [
      [edited(1n), INSTANCE],
      [edited(2n), INSTANCE],
    ]);
    same(await Promise.all(seen), [
      { key: "k", value: 1 },
      { key: "k", value: 1 },
    ]);
    stop();
    await store.turn(INSTANCE, async (turn) => turn.signal(edited(3n)));
    same(heard.length, 2);
  }),

  contractCase("refuses whoever holds on to a turn or a view that has ended", async (store) => {
    let turn: Turn | undefined;
    let failed: Turn | undefined;
    let view: View | undefined;
    await store.turn(ALICE, async (it) => void (turn = it));
    await store.view(ALICE, async (it) => void (view = it));
    await store
      .turn(ALICE, async (it) => {
        failed = it;
        throw new Error("no");
      })
      .catch(() => null);
    if (turn === undefined || failed === undefined || view === undefined) throw new Error("nothing was run");
    await refused(view.get(things, { id: 1n }), "turn_ended");
    await refused(view.scan(things, { limit: 1 }), "turn_ended");
    for (const it of [turn, failed]) {
      await refused(it.insert(things, thing({ id: 1n })), "turn_ended");
      for (const use of [
        () => it.nextId(),
        () => it.emit({ kind: "k", payload: null }),
        () => it.signal(edited(1n)),
      ])
        await refused((async () => use())(), "turn_ended");
    }
    same(await store.effects.size(), 0);
  }),

  contractCase("refuses everything once it is closed", async (store) => {
    const pending = store.turn(ALICE, (turn) => turn.insert(things, thing({ id: 1n })).then(() => "kept"));
    await store.close();
    same(await pending, "kept", "what came before is finished");
    await refused(
      store.turn(ALICE, async () => 1),
      "closed",
    );
    await refused(
      store.view(ALICE, async () => 1),
      "closed",
    );
    await refused(store.effects.claim({ now: 0, limit: 1, leaseMillis: 1 }), "closed");
    await refused(store.effects.nextDueAt(), "closed");
    const [result] = await store.turns([[ALICE, async () => 1]]);
    same(result?.status, "rejected");
    await store.close();
  }),
];
