/** Delivery of one post to 1,000 inboxes: published through the API and performed from the outbox, against raw signing and POSTs. */

import { z } from "zod";
import { Child } from "./child.ts";
import { resultOf, type BenchResult } from "../../../scripts/bench-result.ts";

const INBOXES = 1_000;
const ROUNDS = 5;

const places = z.object({ origins: z.array(z.string()) });
const begun = z.object({ at: z.number() });
const ended = z.object({ at: z.number(), bodyBytes: z.int(), isSigned: z.literal(true) });

export async function benchDelivery(): Promise<BenchResult[]> {
  const [sink, hello] = await Child.start("delivery/sink.ts");
  const { origins } = places.parse(hello);
  const inboxes = Array.from(
    { length: INBOXES },
    (_, index) => `${origins[index % origins.length] ?? ""}/users/follower${index}/inbox`,
  );
  const [mastic] = await Child.start("delivery/mastic.ts", { inboxes });
  const [floor] = await Child.start("delivery/floor.ts");
  const runs: number[] = [];
  const floorRuns: number[] = [];
  let bodyBytes = 0;
  const run = async (child: Child): Promise<number> => {
    const arrived = sink.ask({ posts: INBOXES });
    const { at } = begun.parse(await child.ask({ inboxes, bodyBytes }));
    const end = ended.parse(await arrived);
    bodyBytes = end.bodyBytes;
    return (INBOXES * 1000) / (end.at - at);
  };
  try {
    // The first run opens the connections, and tells how long the body is.
    await run(mastic);
    await run(floor);
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.push(await run(mastic));
      floorRuns.push(await run(floor));
    }
  } finally {
    for (const child of [mastic, floor, sink]) await child.stop();
  }
  const name = `delivery: one post to ${INBOXES} inboxes, from the API to the last inbox`;
  return [resultOf(name, "1/s", runs, "floor: raw signing and keep-alive POSTs of the same size", floorRuns)];
}
