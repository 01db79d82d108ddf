import { effect, INSTANCE, type Store, type StoredEffect } from "@mastic/core";
import { memoryStore } from "@mastic/core/memory";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Outcome } from "./outcome.ts";
import { OutboxWorker, type Ending, type OutboxWorkerOptions, type Performer } from "./worker.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-11-21T10:00:00Z");

let store: Store;
const workers: OutboxWorker[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  store = memoryStore({ version: 1, tables: [], migrations: [] }, { clock: Date.now });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    const stopped = worker.stop(0);
    await vi.advanceTimersByTimeAsync(1);
    await stopped;
  }
  vi.useRealTimers();
});

const inboxOf = (lane: string, name: number | string): string => `https://${lane}/inbox/${name}`;

/** Leaves deliveries to inboxes of a host in the outbox. */
async function emit(lane: string, count: number, from = 0): Promise<void> {
  await store.turn(INSTANCE, async (turn) => {
    for (let i = from; i < from + count; i++)
      turn.emit(effect({ kind: "deliver", payload: { inbox: inboxOf(lane, i), activityId: "a" } }, { lane }));
  });
}

const inbox = ({ payload }: StoredEffect): string =>
  typeof payload === "object" && payload !== null && "inbox" in payload
    ? JSON.stringify(payload["inbox"])
    : "";

function start(deliver: Performer, options: Partial<OutboxWorkerOptions> = {}): OutboxWorker {
  const worker = new OutboxWorker({
    effects: store.effects,
    performers: { deliver },
    concurrency: 50,
    laneConcurrency: 5,
    random: () => 0.5,
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  workers.push(worker);
  worker.start();
  return worker;
}

const after = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
const advance = (millis: number): Promise<unknown> => vi.advanceTimersByTimeAsync(millis);
const done: Outcome = { type: "done" };
const unreachable: Outcome = { type: "retry", error: "connection_failed", isLaneFailure: true };
const troubled: Outcome = { type: "retry", error: "HTTP 500", isLaneFailure: false };

describe("OutboxWorker", () => {
  it("performs what waits, once, and forgets it", async () => {
    const seen: string[] = [];
    await emit("peer.example", 300);
    start(async (it) => {
      seen.push(inbox(it));
      return done;
    });
    await advance(100);
    expect(seen).toHaveLength(300);
    expect(new Set(seen).size).toBe(300);
    expect(await store.effects.size()).toBe(0);
  });

  it("performs at once what its own process emits", async () => {
    let count = 0;
    start(async () => {
      count += 1;
      return done;
    });
    await advance(61_000);
    await emit("peer.example", 1);
    await advance(5);
    expect(count).toBe(1);
  });

  it("performs soon what another process emits", async () => {
    let count = 0;
    const deaf = { ...store.effects, attach: () => () => undefined };
    start(
      async () => {
        count += 1;
        return done;
      },
      { effects: deaf },
    );
    await advance(61_000);
    await emit("peer.example", 1);
    await advance(5_000);
    expect(count).toBe(1);
  });

  it("claims nothing for commits that give it what they emit, or emit nothing it performs", async () => {
    let claims = 0;
    const claim = store.effects.claim.bind(store.effects);
    const counted: typeof claim = (options) => {
      claims += 1;
      return claim(options);
    };
    start(async () => done, { effects: { ...store.effects, claim: counted } });
    await advance(1_000);
    const before = claims;
    await emit("peer.example", 3);
    await store.turn(INSTANCE, async (turn) => void turn.nextId());
    await store.turn(INSTANCE, async (turn) => turn.emit({ kind: "other", payload: null }));
    await advance(100);
    expect(claims).toBe(before);
  });

  it("wakes by itself when an effect becomes due", async () => {
    const times: number[] = [];
    await store.turn(INSTANCE, async (turn) =>
      turn.emit(
        effect({ kind: "deliver", payload: { inbox: "x", activityId: "a" } }, { dueAt: START + 1_234 }),
      ),
    );
    start(async () => {
      times.push(Date.now() - START);
      return done;
    });
    await advance(3_000);
    expect(times).toEqual([1_234]);
  });

  it("keeps to its limits, overall and for each lane", async () => {
    const running = new Map<string | null, number>();
    let total = 0;
    let most = 0;
    let mostOfLane = 0;
    for (const lane of ["a.example", "b.example", "c.example"]) await emit(lane, 20);
    start(
      async ({ lane }) => {
        running.set(lane, (running.get(lane) ?? 0) + 1);
        most = Math.max(most, ++total);
        mostOfLane = Math.max(mostOfLane, running.get(lane) ?? 0);
        await after(10);
        total -= 1;
        running.set(lane, (running.get(lane) ?? 0) - 1);
        return done;
      },
      { concurrency: 8, laneConcurrency: 3 },
    );
    await advance(1_000);
    expect([most, mostOfLane, await store.effects.size()]).toEqual([8, 3, 0]);
  });

  it("leaves kinds that are not its own to others, without running hot", async () => {
    const claim = vi.spyOn(store.effects, "claim");
    await store.turn(INSTANCE, async (turn) =>
      turn.emit(effect({ kind: "resolve", payload: { uri: "https://a.example/1" } })),
    );
    start(async () => done);
    await advance(60_000);
    expect(await store.effects.size()).toBe(1);
    expect(claim.mock.calls.length).toBeLessThan(20);
  });

  it("tries again with growing delays for two days, then gives up", async () => {
    const times: number[] = [];
    const endings: Ending[] = [];
    await emit("peer.example", 1);
    start(
      async () => {
        times.push(Date.now() - START);
        return troubled;
      },
      { onEnding: (_, ending) => endings.push(ending) },
    );
    await advance(2 * DAY - 1);
    const before = times.length;
    await advance(5_000);
    expect(times.slice(0, 4)).toEqual([0, 15_000, 45_000, 105_000]);
    expect(times.slice(before)).toEqual([2 * DAY]);
    expect(endings).toEqual([...Array<string>(times.length - 1).fill("retry"), "expired"]);
    expect(await store.effects.size()).toBe(0);
  });

  it("counts what a performer throws as a failure", async () => {
    let attempts = 0;
    await emit("peer.example", 1);
    start(async () => {
      attempts += 1;
      if (attempts < 3) throw new Error("a lone surrogate \ud800");
      return done;
    });
    await advance(60_000);
    expect([attempts, await store.effects.size()]).toEqual([3, 0]);
  });

  it("forgets at once what can never succeed", async () => {
    const endings: [Ending, string | null][] = [];
    await emit("peer.example", 2);
    const outcomes: Outcome[] = [
      { type: "gone", error: "HTTP 410" },
      { type: "failed", error: "HTTP 404" },
    ];
    start(async () => outcomes.shift() ?? done, {
      onEnding: (_, ending, error) => endings.push([ending, error]),
    });
    await advance(10);
    expect(endings).toEqual([
      ["gone", "HTTP 410"],
      ["failed", "HTTP 404"],
    ]);
    expect(await store.effects.size()).toBe(0);
  });

  it("leaves a dead host alone, probes it once, and catches up when it is back", async () => {
    let isUp = false;
    const times: number[] = [];
    await emit("dead.example", 200);
    start(async () => {
      times.push(Date.now() - START);
      await after(1);
      return isUp ? done : unreachable;
    });
    await advance(59_000);
    // Four failures are forgiven, and five attempts were under way when the fifth came.
    expect(times.length).toBeLessThanOrEqual(9);
    await advance(DAY / 4);
    // Probes: one a pause, and pauses grow to an hour.
    expect(times.length).toBeLessThan(9 + 12);
    isUp = true;
    await advance(DAY / 2);
    expect(await store.effects.size()).toBe(0);
  });

  it("catches up as soon as a host may be asked again, also with what was claimed when it died", async () => {
    const first = new Map<string, number>();
    let isUp = false;
    await emit("dead.example", 100);
    start(async (it) => {
      await after(1);
      if (!isUp) return unreachable;
      first.set(inbox(it), Date.now() - START);
      return done;
    });
    await advance(1_000);
    isUp = true;
    await advance(70_000);
    // The few that were tried and failed have times of their own.
    expect(first.size).toBeGreaterThanOrEqual(90);
    await advance(600_000);
    expect(first.size).toBe(100);
    expect(await store.effects.size()).toBe(0);
  });

  it("waits as long as the peer asks, with everything for that peer", async () => {
    const times: number[] = [];
    await emit("busy.example", 3);
    start(
      async () => {
        times.push(Date.now() - START);
        return times.length === 1
          ? { type: "retry", error: "HTTP 429", isLaneFailure: true, afterMillis: 600_000 }
          : done;
      },
      { laneConcurrency: 1 },
    );
    await advance(599_000);
    expect(times).toEqual([0]);
    await advance(150_000);
    expect(times).toHaveLength(4);
  });

  it("comes back soon to what it gave up for faster hosts", async () => {
    let isSlow = true;
    let count = 0;
    await emit("slow.example", 60);
    start(
      async () => {
        await after(isSlow ? 5_000 : 1);
        count += 1;
        return done;
      },
      { claimAhead: 64 },
    );
    await advance(11_000);
    isSlow = false;
    await advance(20_000);
    expect(count).toBe(60);
  });

  it("serves other hosts while one is slow, however much waits for it", async () => {
    const times: number[] = [];
    await emit("slow.example", 1_000);
    start(
      async ({ lane }) => {
        if (lane === "slow.example") await after(9_000);
        else times.push(Date.now() - START);
        return done;
      },
      { claimAhead: 100 },
    );
    await advance(50);
    await emit("quick.example", 20);
    await advance(10_000);
    expect(times).toHaveLength(20);
  });

  it("does not bring back what its predecessor completed, and performs what it left", async () => {
    const seen: string[] = [];
    await emit("peer.example", 40);
    const first = start(async (it) => {
      if (seen.length >= 15) await after(DAY);
      seen.push(inbox(it));
      return done;
    });
    await advance(50);
    const stopped = first.stop(100);
    await advance(200);
    await stopped;
    const before = [...seen];
    await store.effects.releaseLeases(Date.now());
    start(async (it) => {
      seen.push(inbox(it));
      return done;
    });
    await advance(1_000);
    expect(before.length).toBeGreaterThanOrEqual(15);
    expect(seen).toHaveLength(40);
    expect(new Set(seen).size).toBe(40);
  });

  it("finishes what it has begun before it stops", async () => {
    let finished = 0;
    await emit("peer.example", 20);
    const worker = start(async () => {
      await after(1_000);
      finished += 1;
      return done;
    });
    await advance(500);
    const stopped = worker.stop();
    await advance(1_000);
    await stopped;
    expect([finished, worker.inFlight, await store.effects.size()]).toEqual([5, 0, 15]);
  });

  it("carries on when the store fails for a while", async () => {
    const errors: unknown[] = [];
    await emit("peer.example", 10);
    const complete = vi.spyOn(store.effects, "complete").mockRejectedValueOnce(new Error("disk full"));
    vi.spyOn(store.effects, "claim").mockRejectedValueOnce(new Error("disk full"));
    let count = 0;
    start(
      async () => {
        count += 1;
        return done;
      },
      { onError: (error) => errors.push(error) },
    );
    await advance(10_000);
    expect([count, errors.length, await store.effects.size()]).toEqual([10, 2, 0]);
    expect(complete.mock.calls.length).toBeLessThan(10);
  });

  it("performs nothing twice when a lease ends while it is still at work", async () => {
    let count = 0;
    await emit("peer.example", 1);
    start(
      async () => {
        count += 1;
        await after(5_000);
        return done;
      },
      { leaseMillis: 1_000, pollMillis: 500 },
    );
    await advance(20_000);
    expect([count, await store.effects.size()]).toEqual([1, 0]);
  });
});
