/** Contract: the outbox. */

import { INSTANCE, type Store } from "../../store/store.ts";
import type { NewEffect, StoredEffect } from "../../store/effect.ts";
import { StoreError } from "../../store/error.ts";
import { refused, same } from "./assert.ts";
import { contractCase, START, type ContractCase } from "./harness.ts";
import { options } from "./schema.ts";

const ALICE = 5n;
const LEASE = 10_000;

const emit = (store: Store, ...effects: NewEffect[]): Promise<void> =>
  store.turn(ALICE, async (turn) => {
    for (const effect of effects) turn.emit(effect);
  });

const claim = (store: Store, now: number, limit = 100): Promise<StoredEffect[]> =>
  store.effects.claim({ now, limit, leaseMillis: LEASE });

/** A worker that only notes what it is given. */
function attached(
  store: Store,
  kinds: readonly string[],
): { readonly taken: StoredEffect[]; woken: number; hasRoom: boolean; detach(): void } {
  const worker = {
    kinds: new Set(kinds),
    leaseMillis: LEASE,
    hasRoom: true,
    taken: [] as StoredEffect[],
    woken: 0,
    take: (effect: StoredEffect) => void worker.taken.push(effect),
    wake: () => void (worker.woken += 1),
    detach: () => detach(),
  };
  const detach = store.effects.attach(worker);
  return worker;
}

const kinds = (effects: readonly StoredEffect[]): string[] => effects.map(({ kind }) => kind);

const idsOf = (effects: readonly StoredEffect[]): bigint[] => effects.map(({ id }) => id);

export const effectCases: readonly ContractCase[] = [
  contractCase("keeps an effect with everything it was given", async (store, clock) => {
    clock.now = START + 5;
    const before = await store.turn(ALICE, async (turn) => {
      turn.emit({
        kind: "deliver",
        payload: { to: ["x"], n: 1 },
        key: "key",
        lane: "example.com",
        body: { id: "b", content: "{}" },
        dueAt: START + 7,
      });
      turn.emit({ kind: "plain", payload: null });
      return turn.nextId();
    });
    same(await claim(store, START + 4), []);
    const effects = await claim(store, START + 7);
    const [plain, deliver] = effects;
    if (plain === undefined || deliver === undefined) throw new Error("not both were claimed");
    same(effects.length, 2);
    for (const { id } of effects) same(id > before, true, "ids of the store's own sequence");
    same(deliver, {
      id: deliver.id,
      owner: ALICE,
      kind: "deliver",
      payload: { to: ["x"], n: 1 },
      key: "key",
      lane: "example.com",
      body: { id: "b", content: "{}" },
      dueAt: START + 7,
      attempts: 0,
      createdAt: START + 5,
    });
    same(plain, {
      id: plain.id,
      owner: ALICE,
      kind: "plain",
      payload: null,
      key: null,
      lane: null,
      body: null,
      dueAt: START + 5,
      attempts: 0,
      createdAt: START + 5,
    });
  }),

  contractCase("brings what waits under a key forward for what is urgent", async (store, clock) => {
    const failing = { kind: "k", payload: 1, key: "key" };
    await emit(store, failing);
    const [first] = await claim(store, START);
    if (first === undefined) throw new Error("nothing was claimed");
    // What is under way goes on, and what is emitted meanwhile waits for its turn.
    await emit(store, { ...failing, isUrgent: true, dueAt: START + 1 });
    await store.effects.complete(idsOf(await claim(store, START + 1)));
    await store.effects.retry([{ id: first.id, dueAt: START + 9_000, error: "no" }]);
    clock.now = START + 10;
    await emit(store, failing);
    same(await claim(store, START + 10), []);
    await emit(store, { ...failing, payload: 2, isUrgent: true });
    const again = await claim(store, START + 10);
    same(idsOf(again), [first.id]);
    same([again[0]?.attempts, again[0]?.payload], [0, 1]);
    await store.effects.complete(idsOf(again));
    // With nothing to bring forward it is an effect as any other, and one that is due already stays first.
    await emit(store, { kind: "k", payload: 3, key: "other", isUrgent: true, dueAt: START + 20 });
    same(await claim(store, START + 19), []);
    same(kinds(await claim(store, START + 20)), ["k"]);
    same(await store.effects.size(), 1);
  }),

  contractCase("claims what is due, oldest first, and no more than asked", async (store) => {
    await emit(
      store,
      { kind: "c", payload: 0, dueAt: START + 3 },
      { kind: "a", payload: 0, dueAt: START + 1 },
      { kind: "b", payload: 0, dueAt: START + 2 },
      { kind: "b2", payload: 0, dueAt: START + 2 },
      { kind: "d", payload: 0, dueAt: START + 4 },
    );
    same(kinds(await claim(store, START + 3, 2)), ["a", "b"]);
    same(kinds(await claim(store, START + 3, 9)), ["b2", "c"]);
    same(kinds(await claim(store, START + 3, 9)), []);
    same(await store.effects.size(), 5);
  }),

  contractCase("claims the kinds asked for", async (store) => {
    await emit(store, { kind: "a", payload: 0 }, { kind: "b", payload: 0 }, { kind: "c", payload: 0 });
    const claimed = await store.effects.claim({ now: START, limit: 9, leaseMillis: 1, kinds: ["c", "a"] });
    same(kinds(claimed), ["a", "c"]);
    same(kinds(await store.effects.claim({ now: START, limit: 9, leaseMillis: 1, kinds: [] })), []);
    same(kinds(await claim(store, START)), ["b"]);
  }),

  contractCase("hides what is claimed until the lease ends, then gives it again", async (store) => {
    await emit(store, { kind: "a", payload: 0 });
    const [first] = await claim(store, START);
    same(await claim(store, START + LEASE - 1), []);
    same(await store.effects.nextDueAt(), START + LEASE);
    const [second] = await claim(store, START + LEASE);
    same(second?.id, first?.id);
    same(second?.attempts, 0, "a lost lease is no failure");
  }),

  contractCase("gives each effect to one of many claims", async (store) => {
    await emit(store, ...Array.from({ length: 50 }, (_, n): NewEffect => ({ kind: "k", payload: n })));
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(store, START, 7)));
    const ids = claims.flatMap(idsOf);
    same(ids.length, 50);
    same(new Set(ids).size, 50);
  }),

  contractCase("forgets what is complete, and no more", async (store) => {
    await emit(store, { kind: "a", payload: 0 }, { kind: "b", payload: 0 });
    const [a] = await claim(store, START, 1);
    await store.effects.complete([a?.id ?? 0n, 12345n]);
    await store.effects.complete([]);
    same(await store.effects.size(), 1);
    same(kinds(await claim(store, START + LEASE)), ["b"]);
  }),

  contractCase("counts failures, and makes them due when told", async (store) => {
    await emit(store, { kind: "a", payload: 0 });
    const [effect] = await claim(store, START);
    const id = effect?.id ?? 0n;
    await store.effects.retry([
      { id, dueAt: START + 50, error: "HTTP 503" },
      { id: 12345n, dueAt: 0, error: "unknown" },
    ]);
    same(await store.effects.nextDueAt(), START + 50);
    same(await claim(store, START + 49), []);
    const [again] = await claim(store, START + 50);
    same([again?.attempts, again?.dueAt, again?.createdAt], [1, START + 50, START]);
  }),

  contractCase("takes back what was claimed and not begun, without counting", async (store) => {
    await emit(
      store,
      { kind: "a", payload: 0, body: { id: "shared", content: "text" } },
      { kind: "b", payload: 0 },
      { kind: "c", payload: 0, dueAt: START + 20 },
    );
    const claimed = idsOf(await claim(store, START));
    const [c = 0n] = idsOf(await store.effects.claim({ now: START + 20, limit: 1, leaseMillis: 1 }));
    await store.effects.retry([{ id: c, dueAt: START + 40, error: "e" }]);
    await store.effects.release([...claimed.slice(0, 1), c, 12345n], START + 30);
    await store.effects.release([], START);
    same(await claim(store, START + 29), []);
    const [a, ...others] = await claim(store, START + 39);
    same([a?.kind, a?.attempts, a?.body?.content, others.length], ["a", 0, "text", 0]);
    same(kinds(await claim(store, START + 40)), ["c"], "what nobody holds cannot be given back");
    same(kinds(await claim(store, START + LEASE)), ["b"], "was not given back");
  }),

  contractCase("postpones a lane, without counting, and only what would be due before", async (store) => {
    await emit(
      store,
      { kind: "a", payload: 0, lane: "slow" },
      { kind: "b", payload: 0, lane: "slow", dueAt: START + 900 },
      { kind: "c", payload: 0, lane: "fast" },
      { kind: "d", payload: 0 },
    );
    await store.effects.postponeLane("slow", START + 500);
    same(kinds(await claim(store, START)), ["c", "d"]);
    const [a] = await claim(store, START + 500);
    same([a?.kind, a?.attempts], ["a", 0]);
    same(kinds(await claim(store, START + 900)), ["b"]);
    await store.effects.postponeLane("none", START + 500);
  }),

  contractCase("releases leases at a start, but not what was postponed", async (store) => {
    await emit(
      store,
      { kind: "a", payload: 0 },
      { kind: "b", payload: 0, lane: "slow" },
      { kind: "c", payload: 0 },
    );
    await store.effects.retry([
      { id: idsOf(await claim(store, START)).at(-1) ?? 0n, dueAt: START + 9, error: "e" },
    ]);
    await store.effects.postponeLane("slow", START + LEASE + 5);
    await store.effects.releaseLeases(START + 1);
    same(kinds(await claim(store, START + 1)), ["a"]);
    same(kinds(await claim(store, START + 9)), ["c"], "was not leased");
    same(await store.effects.nextDueAt(), START + LEASE + 1);
  }),

  contractCase("stores one of many waiting effects with the same key", async (store) => {
    await emit(store, { kind: "k", key: "1", payload: "first" }, { kind: "k", key: "1", payload: "second" });
    await emit(
      store,
      { kind: "k", key: "1", payload: "third" },
      { kind: "k", key: "2", payload: "other key" },
      { kind: "l", key: "1", payload: "other kind" },
      { kind: "k", payload: "no key" },
      { kind: "k", payload: "no key" },
    );
    const payloads = (await claim(store, START)).map(({ payload }) => payload);
    same(payloads, ["first", "other key", "other kind", "no key", "no key"]);
  }),

  contractCase("stores one more while another of its key is being performed", async (store, clock) => {
    await emit(store, { kind: "k", key: "1", payload: "first" });
    const [first] = await claim(store, START);
    await emit(store, { kind: "k", key: "1", payload: "second" }, { kind: "k", key: "1", payload: "third" });
    same(await store.effects.size(), 2);
    await store.effects.retry([{ id: first?.id ?? 0n, dueAt: START + LEASE, error: "e" }]);
    same(
      (await claim(store, START + LEASE)).map(({ payload }) => payload),
      ["second", "first"],
    );
    // Whoever performs may be slow, and settle it yet: what it began does not stand for what comes after.
    clock.now = START + 3 * LEASE;
    await emit(
      store,
      { kind: "k", key: "1", payload: "after the leases" },
      { kind: "k", key: "1", payload: 4 },
    );
    same(await store.effects.size(), 3);
    await store.effects.complete([first?.id ?? 0n]);
    const left = await claim(store, START + 3 * LEASE);
    same(left.map(({ payload }) => payload).sort(), ["after the leases", "second"]);
  }),

  contractCase("drops a shared body with its last effect", async (store) => {
    const body = { id: "b", content: "first" };
    await emit(
      store,
      { kind: "1", payload: 0, body },
      { kind: "2", payload: 0, body: { id: "b", content: "same id" } },
    );
    const claimed = await claim(store, START);
    same(
      claimed.map((effect) => effect.body),
      [body, body],
    );
    await store.effects.complete([claimed[0]?.id ?? 0n]);
    await emit(store, { kind: "3", payload: 0, body: { id: "b", content: "still there" } });
    const [third] = await claim(store, START);
    same(third?.body, body);
    await store.effects.complete([claimed[1]?.id ?? 0n, third?.id ?? 0n]);
    await emit(store, { kind: "4", payload: 0, body: { id: "b", content: "anew" } });
    const [fourth] = await claim(store, START);
    same(fourth?.body, { id: "b", content: "anew" });
  }),

  contractCase("keeps a body that nothing shares with its effect", async (store) => {
    await emit(
      store,
      { kind: "1", payload: 0, body: { id: null, content: "mine" } },
      { kind: "2", payload: 0, body: { id: null, content: "mine too" } },
      { kind: "3", payload: 0, body: { id: "b", content: "ours" } },
    );
    const claimed = await claim(store, START);
    same(
      claimed.map(({ body }) => body),
      [
        { id: null, content: "mine" },
        { id: null, content: "mine too" },
        { id: "b", content: "ours" },
      ],
    );
    await store.effects.complete(idsOf(claimed));
    same(await store.effects.size(), 0);
  }),

  contractCase("knows when the next effect is due, and how many wait", async (store) => {
    same(await store.effects.nextDueAt(), undefined);
    same(await store.effects.size(), 0);
    await emit(
      store,
      { kind: "a", payload: 0, dueAt: START + 9 },
      { kind: "b", payload: 0, dueAt: START + 5 },
    );
    same(await store.effects.nextDueAt(), START + 5);
    same(await store.effects.size(), 2);
  }),

  contractCase(
    "gives a worker of this process what turns emit, or wakes it, and never both",
    async (store) => {
      const worker = attached(store, ["a", "b"]);
      await store.turn(ALICE, async (turn) => void turn.nextId());
      await emit(
        store,
        { kind: "a", payload: { n: 1 }, lane: "host", body: { id: null, content: "text" } },
        { kind: "b", payload: 2, body: { id: "b", content: "shared" } },
        { kind: "other", payload: 0 },
      );
      const own = { payload: { n: 1 }, lane: "host", body: { id: null, content: "text" } };
      const shared = { payload: 2, lane: null, body: { id: "b", content: "shared" } };
      const claimed = await claim(store, START);
      const seen = [...worker.taken, ...claimed].sort((x, y) => (x.id < y.id ? -1 : 1));
      same(
        seen.map(({ payload, lane, body, attempts }) => ({ payload, lane, body, attempts })),
        [own, shared, { payload: 0, lane: null, body: null }].map((it) => ({ ...it, attempts: 0 })),
      );
      same(worker.woken, claimed.length - 1);
      same(worker.taken.length + worker.woken, 2);
      await store.effects.complete(idsOf(seen));
      same(await store.effects.size(), 0);
      worker.detach();
      await emit(store, { kind: "a", payload: 0 });
      same(worker.taken.length + worker.woken, 2);
    },
  ),

  contractCase("gives nothing of a turn that is undone, to be done later, or with a key", async (store) => {
    const worker = attached(store, ["a"]);
    await refused(
      store.turn(ALICE, async (turn) => {
        turn.emit({ kind: "a", payload: 0 });
        throw new StoreError("invalid_value", "a reason to undo the turn");
      }),
      "invalid_value",
    );
    same([worker.taken.length, worker.woken], [0, 0]);
    await emit(store, { kind: "a", payload: 0, dueAt: START + 1 }, { kind: "a", payload: 0, key: "k" });
    await emit(store, { kind: "a", payload: 0, key: "k" });
    same(worker.taken, []);
    same((await claim(store, START + 1)).length, 2);
    worker.detach();
  }),

  contractCase(
    "gives nothing to a worker without room, and again what its lease did not see done",
    async (store) => {
      const worker = attached(store, ["a"]);
      worker.hasRoom = false;
      await emit(store, { kind: "a", payload: 1 });
      same(worker.taken, []);
      same(worker.woken, 1);
      worker.hasRoom = true;
      await emit(store, { kind: "a", payload: 2 });
      same((await claim(store, START + LEASE)).length, 2);
      await store.effects.releaseLeases(START);
      same((await claim(store, START)).length, 2);
      worker.detach();
    },
  ),

  contractCase("refuses an effect that cannot be kept, at once", async (store) => {
    const bad: [string, NewEffect][] = [
      ["payload", { kind: "k", payload: 1n as unknown as null }],
      ["payload", { kind: "k", payload: undefined as unknown as null }],
      ["kind", { kind: "\ud800", payload: null }],
      ["key", { kind: "k", payload: null, key: "\u0000" }],
      ["dueAt", { kind: "k", payload: null, dueAt: 0.5 }],
    ];
    await store.turn(INSTANCE, async (turn) => {
      for (const [column, effect] of bad)
        await refused((async () => turn.emit(effect))(), "invalid_value", { column });
      await turn.insert(options, { key: "k", value: 1 });
    });
    same(await store.effects.size(), 0);
  }),
];
