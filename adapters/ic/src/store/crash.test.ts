import { integer, snowflake, StoreError, table, text, type Schema } from "@mastic/core";
import { describe, expect, it } from "vitest";
import { TestMap, Trap, trap } from "./stableMap.test-support.ts";
import { openStableStore, type StableStore } from "./store.ts";

const batches = table("batches", {
  scope: "user",
  columns: { id: snowflake(), rows: integer() },
  primaryKey: ["id"],
});
const items = table("items", {
  scope: "user",
  columns: { id: snowflake(), batchId: snowflake(), word: text(), note: text() },
  primaryKey: ["id"],
  unique: { word: ["word"] },
  indexes: { byNote: ["note"] },
  foreignKeys: [{ columns: ["batchId"], references: () => batches, onDelete: "cascade" }],
});
const schema: Schema = { version: 1, tables: [batches, items], migrations: [] };
const OWNER = 7n;
const NOTE = "n".repeat(300);

/** A store in a canister: a message that traps is undone in stable memory and in the heap. */
class Canister {
  readonly map = new TestMap();
  store = this.#open();

  #open(): StableStore {
    return openStableStore({ map: this.map, schema, clock: () => 1_780_000_000_000, trap });
  }

  /** Runs a message in which the map's call number `trapAt` traps. @returns whether it came to that */
  async traps(trapAt: number, message: (store: StableStore) => Promise<void>): Promise<boolean> {
    const before = this.map.copy();
    this.map.trapAfter = trapAt;
    try {
      await message(this.store);
      return false;
    } catch (error) {
      expect(error).toBeInstanceOf(Trap);
      this.map.restore(before);
      return true;
    } finally {
      this.map.trapAfter = Infinity;
      // The heap of before the message, and of after an upgrade, have nothing but what the map has.
      this.store = this.#open();
    }
  }
}

async function addBatch(store: StableStore, size: number): Promise<void> {
  await store.turn(OWNER, async (turn) => {
    const id = turn.nextId();
    await turn.insert(batches, { id, rows: size });
    for (let n = 0; n < size; n += 1) {
      const itemId = turn.nextId();
      await turn.insert(items, { id: itemId, batchId: id, word: `w${itemId}`, note: NOTE });
    }
    turn.emit({ kind: "told", payload: id.toString(), body: { id: `b${id}`, content: NOTE } });
  });
}

/** Everything that a turn may leave, read in every way that there is. */
async function contents(store: StableStore): Promise<{ batches: number; items: number; effects: number }> {
  const effects = await store.effects.size();
  return store.view(OWNER, async (view) => {
    const kept = (await view.scan(batches, { limit: 1000 })).rows;
    let total = 0;
    for (const { id, rows } of kept) {
      const own = await view.scan(items, { index: "byNote", equals: { note: NOTE }, limit: 1000 });
      expect(own.rows.filter((row) => row.batchId === id)).toHaveLength(rows);
      total += rows;
    }
    const all = (await view.scan(items, { limit: 1000 })).rows;
    expect(all).toHaveLength(total);
    for (const row of all) {
      expect(await view.find(items, "word", { word: row.word })).toEqual(row);
      expect(await view.get(items, { id: row.id })).toEqual(row);
    }
    expect(await view.count(items, { index: "byNote" })).toBe(total);
    return { batches: kept.length, items: total, effects };
  });
}

describe("a message that traps", () => {
  it("leaves nothing of its turn, at whichever call of the map it does", { timeout: 60_000 }, async () => {
    const canister = new Canister();
    await addBatch(canister.store, 30);
    const before = await contents(canister.store);
    let trapAt = 0;
    while (await canister.traps(trapAt, (store) => addBatch(store, 12))) {
      expect(await contents(canister.store)).toEqual(before);
      trapAt += 1;
    }
    // It was a turn that writes much: pages split in it.
    expect(trapAt).toBeGreaterThan(60);
    expect(await contents(canister.store)).toEqual({ batches: 2, items: 42, effects: 2 });
  });

  it("leaves nothing of a delete that cascades", { timeout: 60_000 }, async () => {
    const canister = new Canister();
    await addBatch(canister.store, 20);
    const size = canister.map.size;
    await addBatch(canister.store, 20);
    const before = await contents(canister.store);
    const deletion = (store: StableStore): Promise<void> =>
      store.turn(OWNER, async (turn) => {
        const [last] = (await turn.scan(batches, { reverse: true, limit: 1 })).rows;
        await turn.delete(batches, { id: last?.id ?? 0n });
      });
    let trapAt = 0;
    while (await canister.traps(trapAt, deletion)) {
      expect(await contents(canister.store)).toEqual(before);
      trapAt += 1;
    }
    expect(await contents(canister.store)).toEqual({ batches: 1, items: 20, effects: 2 });
    const claimed = await canister.store.effects.claim({ now: 2e12, limit: 1, leaseMillis: 1 });
    await canister.store.effects.complete(claimed.map(({ id }) => id));
    // What splits has joined again: within a page or two of before.
    expect(canister.map.size).toBeLessThanOrEqual(size + 3);
  });

  it("takes no call of the outbox half", { timeout: 60_000 }, async () => {
    const canister = new Canister();
    for (let n = 0; n < 5; n += 1) await addBatch(canister.store, 1);
    let trapAt = 0;
    const claimTwo = async (store: StableStore): Promise<void> => {
      const claimed = await store.effects.claim({ now: 2e12, limit: 2, leaseMillis: 1e6 });
      expect(claimed).toHaveLength(2);
    };
    while (await canister.traps(trapAt, claimTwo)) trapAt += 1;
    const rest = await canister.store.effects.claim({ now: 2e12, limit: 9, leaseMillis: 1e6 });
    expect(rest).toHaveLength(3);
  });

  it("is not what an exception in a turn does: that writes nothing at all", async () => {
    const canister = new Canister();
    await addBatch(canister.store, 5);
    const before = canister.map.copy();
    const writes = canister.map.calls.insert + canister.map.calls.remove;
    await expect(
      canister.store.turn(OWNER, async (turn) => {
        await turn.delete(batches, { id: (await turn.scan(batches, { limit: 1 })).rows[0]?.id ?? 0n });
        await turn.insert(items, { id: 1n, batchId: 2n, word: "", note: "" });
      }),
    ).rejects.toBeInstanceOf(StoreError);
    expect(canister.map.copy()).toEqual(before);
    expect(canister.map.calls.insert + canister.map.calls.remove).toBe(writes);
    await addBatch(canister.store, 5);
    expect(await contents(canister.store)).toEqual({ batches: 2, items: 10, effects: 2 });
  });

  it("cannot be taken for a turn that failed: who catches what the store threw has no message left", async () => {
    const map = new TestMap();
    const reasons: string[] = [];
    class MessageOver extends Error {}
    const ended = (reason: string): never => {
      reasons.push(reason);
      throw new MessageOver();
    };
    const store = openStableStore({ map, schema, clock: () => 0, trap: ended });
    map.trapsAt = "write";
    map.trapAfter = 2;
    await expect(addBatch(store, 3)).rejects.toBeInstanceOf(MessageOver);
    expect(reasons).toEqual([expect.stringContaining("out of stable memory")]);
  });
});
