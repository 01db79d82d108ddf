import { integer, snowflake, table, text, type Schema } from "@mastic/core";
import { describe, expect, it } from "vitest";
import { TestMap, trap } from "./stableMap.test-support.ts";
import { openStableStore, type StableStore } from "./store.ts";

const notes = table("notes", {
  scope: "user",
  columns: { id: snowflake(), word: text(), topic: integer() },
  primaryKey: ["id"],
  unique: { word: ["word"] },
  indexes: { byTopic: ["topic"] },
});
const schema: Schema = { version: 1, tables: [notes], migrations: [] };
const OWNER = 7n;

const note = (nth: number) => ({
  id: BigInt(nth),
  word: `w${nth}`,
  topic: Math.imul(nth, 2_654_435_761) >>> 4,
});

/** Calls of the map for each operation, in a store that was just opened and so has kept nothing of it. */
async function callsOf(map: TestMap, size: number): Promise<Record<string, number>> {
  const open = (): StableStore => openStableStore({ map, schema, clock: () => 1_780_000_000_000, trap });
  const total = (): number => map.calls.get + map.calls.containsKey + map.calls.insert + map.calls.remove;
  const counted = async (operation: (store: StableStore) => Promise<unknown>): Promise<number> => {
    const store = open();
    const before = total();
    await operation(store);
    return total() - before;
  };
  const before = total();
  open();
  const opening = total() - before;
  const nth = Math.floor(size / 3);
  const turn = (change: Parameters<StableStore["turn"]>[1]) => (store: StableStore) =>
    store.turn(OWNER, change);
  return {
    open: opening,
    insert: await counted(turn((it) => it.insert(notes, note(size + 500_000)))),
    get: await counted((store) => store.view(OWNER, (view) => view.get(notes, { id: BigInt(nth) }))),
    find: await counted((store) =>
      store.view(OWNER, (view) => view.find(notes, "word", { word: `w${nth}` })),
    ),
    scan: await counted((store) =>
      store.view(OWNER, (view) => view.scan(notes, { index: "byTopic", after: { topic: 1e8 }, limit: 20 })),
    ),
    delete: await counted(turn((it) => it.delete(notes, { id: BigInt(size + 500_000) }))),
  };
}

describe("a store that grows to 100,000 rows", { timeout: 120_000 }, () => {
  it("takes at most twice the calls of one with 1,000, and no more than a few", async () => {
    const map = new TestMap();
    const store = openStableStore({ map, schema, clock: () => 1_780_000_000_000, trap });
    const fill = async (from: number, to: number): Promise<void> => {
      for (let first = from; first < to; first += 1000)
        await store.turn(OWNER, async (turn) => {
          for (let nth = first; nth < first + 1000; nth += 1) await turn.insert(notes, note(nth));
        });
    };
    await fill(0, 1000);
    const few = await callsOf(map, 1000);
    await fill(1000, 100_000);
    const many = await callsOf(map, 100_000);
    for (const [name, calls] of Object.entries(many))
      expect(calls, name).toBeLessThanOrEqual(2 * (few[name] ?? 0));
    expect(many).toMatchObject({ open: 2, get: 1, find: 2 });
    expect(many.insert).toBeLessThanOrEqual(20);

    const again = openStableStore({ map, schema, clock: () => 0, trap });
    await again.view(OWNER, async (view) => {
      expect(await view.count(notes, {})).toBe(100_000);
      expect(await view.count(notes, { index: "byTopic" })).toBe(100_000);
      const { rows } = await view.scan(notes, { index: "byTopic", limit: 1000 });
      const sorted = Array.from({ length: 100_000 }, (_, nth) => note(nth)).sort((a, b) => a.topic - b.topic);
      expect(rows).toEqual(sorted.slice(0, 1000));
    });
  });
});
