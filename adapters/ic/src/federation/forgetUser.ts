/** forgetUser: when a deleted user's last deliveries are over, the keys that signed them go, and all else but the tombstone. */

import {
  accounts,
  INSTANCE,
  keyPairs,
  subscriptions,
  users,
  type Context,
  type Performer,
} from "@mastic/core";
import { fileHomes, waitingFollows } from "./tables.ts";

/** How many subscriptions, and files, one turn removes. */
const STEP = 200;

export function forgetUser({ store }: Context): Performer {
  return async ({ payload }) => {
    const userId =
      typeof payload === "object" && payload !== null && "userId" in payload ? payload.userId : undefined;
    if (typeof userId !== "string") return { status: "permanent", error: "Nobody is to be forgotten." };
    const id = BigInt(userId);
    let hasMore: boolean;
    do {
      hasMore = await store.turn(INSTANCE, async (turn) => {
        const { rows, next } = await turn.scan(subscriptions, {
          index: "byUser",
          equals: { userId: id },
          limit: STEP,
        });
        for (const { actorUri } of rows) await turn.delete(subscriptions, { actorUri, userId: id });
        const own = await turn.scan(fileHomes, { index: "byUser", equals: { userId: id }, limit: STEP });
        for (const { sha256 } of own.rows) await turn.delete(fileHomes, { sha256, userId: id });
        const waiting = await turn.scan(waitingFollows, {
          index: "byUser",
          equals: { userId: id },
          limit: STEP,
        });
        for (const { actorUri } of waiting.rows) await turn.delete(waitingFollows, { actorUri, userId: id });
        return [next, own.next, waiting.next].some((more) => more !== undefined);
      });
    } while (hasMore);
    await store.turn(id, async (turn) => {
      await turn.delete(keyPairs, { name: "main-key" });
      await turn.delete(keyPairs, { name: "ed25519-key" });
      await turn.delete(accounts, { id });
    });
    await store.turn(INSTANCE, (turn) => turn.delete(users, { id }));
    return { status: "done" };
  };
}
