/** createHome: has a user's home made; then the user is Active (flow "Create Profile"). */

import type { Context } from "../../context.ts";
import { effect as newEffect } from "../../effects.ts";
import type { Performer } from "../../federation/perform/outcome.ts";
import { recordOf, textOf } from "../../federation/perform/payload.ts";
import { addToCounter } from "../../schema/counters.ts";
import { users, type UserRow } from "../../schema/instance.ts";
import { INSTANCE } from "../../store/store.ts";

/** How often it is tried before the user is told that it has failed. */
const ATTEMPTS = 5;

/** @param make makes what the home consists of; told again, it goes on where it stopped */
export function createHome(ctx: Context, make: (user: UserRow) => Promise<void>): Performer {
  return async (effect) => {
    const id = BigInt(textOf(recordOf(effect.payload), "userId"));
    const user = await ctx.store.view(INSTANCE, (view) => view.get(users, { id }));
    if (user?.status !== "CreationPending") return { status: "done" };
    try {
      await make(user);
      await finish(ctx, id, { status: "Active", failure: null });
      return { status: "done" };
    } catch (error) {
      const message = error instanceof Error ? error.message : "The home could not be made.";
      if (effect.attempts + 1 < ATTEMPTS) return { status: "retry", error: message };
      await finish(ctx, id, { status: "CreationFailed", failure: message });
      return { status: "permanent", error: message };
    }
  };
}

async function finish(
  ctx: Context,
  id: bigint,
  change: { status: "Active" | "CreationFailed"; failure: string | null },
): Promise<void> {
  await ctx.store.turn(INSTANCE, async (turn) => {
    const row = await turn.get(users, { id });
    if (row === undefined || row.status === "DeletionPending") {
      // Deleted while the keys were being made: what has just been furnished goes too.
      turn.emit(newEffect({ kind: "deleteHome", payload: { userId: id.toString() } }));
    }
    if (row?.status !== "CreationPending") return;
    await turn.update(users, { id }, change);
    if (change.status === "Active") await addToCounter(turn, "users", 1);
  });
}
