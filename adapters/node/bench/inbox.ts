/** Signed POSTs that an inbox takes in a second: Mastic on SQLite, against Fedify in memory and against a floor by hand. */

import { z } from "zod";
import { Child } from "./child.ts";
import { resultOf, type BenchResult } from "../../../scripts/bench-result.ts";

/** How many posts a run has: about as long for each of them. */
const POSTS = { floor: 6_000, fedify: 500, queued: 400, mastic: 4_000 };
const WARM_UP = { floor: 1_000, fedify: 100, queued: 100, mastic: 1_000 };
const ROUNDS = 5;
type Name = keyof typeof POSTS;

interface Rates {
  readonly taken: number;
  readonly inTimeline: number;
}

const started = z.object({ origin: z.string() });
const sender = z.object({ actorUri: z.string() });
const rate = z.object({ perSecond: z.number() });
const state = z.object({ kept: z.int(), lagMillis: z.number().default(0) });

export async function benchInbox(): Promise<BenchResult[]> {
  const [load, hello] = await Child.start("inbox/load.ts");
  const runs: Record<Name, Rates[]> = { floor: [], fedify: [], queued: [], mastic: [] };
  const names: readonly Name[] = ["floor", "fedify", "queued", "mastic"];
  const servers = new Map<Name, Server>();
  try {
    const { actorUri } = sender.parse(hello);
    for (const name of names) servers.set(name, await Server.start(name, actorUri));
    for (const [name, server] of servers) await server.take(load, WARM_UP[name]);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, server] of servers) runs[name].push(await server.take(load, POSTS[name]));
  } finally {
    for (const server of servers.values()) await server.stop();
    await load.stop();
  }
  const [ours, fedify, floor] = [runs.mastic, runs.fedify, runs.floor];
  const taken = (rates: readonly Rates[]): number[] => rates.map((it) => it.taken);
  const inTimeline = ours.map((it) => it.inTimeline);
  const name = "inbox: signed Create(Note) taken, durably stored";
  const byHand = "floor: node:http, JSON, digest, RSA, Map";
  return [
    resultOf(name, "1/s", taken(ours), "Fedify 2.3.6, in memory, key cached", taken(fedify)),
    resultOf(name, "1/s", taken(ours), "the same, with its in-process queue", taken(runs.queued)),
    resultOf(name, "1/s", taken(ours), byHand, taken(floor)),
    resultOf("inbox: the same, until all stand in a timeline", "1/s", inTimeline, byHand, taken(floor)),
  ];
}

class Server {
  readonly #child: Child;
  readonly #inbox: string;
  #taken = 0;

  private constructor(child: Child, origin: string) {
    this.#child = child;
    this.#inbox = `${origin}/inbox`;
  }

  static async start(name: Name, actorUri: string): Promise<Server> {
    const program = name === "queued" ? "fedify" : name;
    const isQueued = name === "queued";
    const [child, hello] = await Child.start(`inbox/${program}.ts`, { actorUri, isQueued });
    return new Server(child, started.parse(hello).origin);
  }

  /** @returns posts in a second: taken, and taken until all stand in the timeline @throws {Error} when the server does not have them all afterwards */
  async take(load: Child, count: number): Promise<Rates> {
    const { perSecond } = rate.parse(await load.ask({ inbox: this.#inbox, count }));
    this.#taken += count;
    const { kept, lagMillis } = state.parse(await this.#child.ask({ expected: this.#taken }));
    if (kept !== this.#taken) throw new Error(`${this.#inbox} took ${this.#taken} and kept ${kept}`);
    return { taken: perSecond, inTimeline: (count * 1000) / ((count * 1000) / perSecond + lagMillis) };
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }
}
