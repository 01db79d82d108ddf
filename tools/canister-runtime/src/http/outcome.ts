// Waiting for what becomes of an ingress call.
import { setTimeout as wait } from "node:timers/promises";
import type { IngressStatus, Replica } from "./replica.ts";

/** How often a call is looked at that waits for something outside, in milliseconds. */
const pause = 20;

/** What became of an accepted call; undefined where nothing did within `patience` milliseconds. */
export async function awaitOutcome(
  replica: Replica,
  requestId: Uint8Array,
  patience: number,
): Promise<IngressStatus | undefined> {
  const given = new AbortController();
  const deadline = wait(patience, undefined, { signal: given.signal }).catch(() => undefined);
  const end = performance.now() + patience;
  try {
    while (performance.now() < end) {
      const status = await Promise.race([replica.settled(requestId), deadline]);
      if (status && status.status !== "received" && status.status !== "processing") return status;
      await wait(pause);
    }
    return undefined;
  } finally {
    given.abort();
  }
}
