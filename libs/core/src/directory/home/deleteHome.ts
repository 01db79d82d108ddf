/**
 * deleteHome: says good-bye, then removes a user's home in bounded steps (flow "Delete Profile").
 *
 * Deliveries go on for days after the last row is gone, and are signed by their author's key: the account row and the
 * keys stay until those days are over, and only the Directory's tombstone is seen of the user.
 */

import type { Context } from "../../context.ts";
import { deleteActorActivity } from "../../document/activity.ts";
import { effect as newEffect } from "../../effects.ts";
import type { Performer } from "../../federation/perform/outcome.ts";
import { recordOf, textOf } from "../../federation/perform/payload.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { keyPairs, profiles } from "../../schema/user.ts";
import type { Millis, Turn } from "../../store/store.ts";
import { sayGoodbye, tellWitnesses, type WitnessCursor } from "./sayGoodbye.ts";
import { eraseHome } from "./eraseHome.ts";
import { unregister } from "./unregister.ts";

/** How long a deleted user's deliveries can still be signed: longer than the outbox tries to deliver. */
export const KEYS_KEPT: Millis = 3 * 24 * 3_600_000;

export function deleteHome(ctx: Context): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const id = BigInt(textOf(payload, "userId"));
    const account = await ctx.store.view(id, (view) => view.get(accounts, { id }));
    if (payload["last"] === true) {
      await forgetKeys(ctx, id);
      return { status: "done" };
    }
    if (account !== undefined) {
      const farewell = deleteActorActivity(account.uri);
      await sayGoodbye(ctx, account, farewell);
      let after: WitnessCursor | undefined;
      do after = await tellWitnesses(ctx, account, farewell, after);
      while (after !== undefined);
      await eraseHome(ctx, id);
      await ctx.store.turn(id, (turn) => keepFor(turn, account));
    }
    await unregister(ctx, id);
    return { status: "done" };
  };
}

async function keepFor(turn: Turn, account: AccountRow): Promise<void> {
  await turn.delete(profiles, { accountId: account.id });
  await turn.update(accounts, { id: account.id }, { avatar: null, header: null });
  const userId = account.id.toString();
  turn.emit(
    newEffect(
      { kind: "deleteHome", payload: { userId, last: true } },
      { key: `${userId} last`, dueAt: turn.now + KEYS_KEPT },
    ),
  );
}

async function forgetKeys(ctx: Context, id: bigint): Promise<void> {
  await ctx.store.turn(id, async (turn) => {
    const { rows } = await turn.scan(keyPairs, { limit: 10 });
    for (const { name } of rows) await turn.delete(keyPairs, { name });
    await turn.delete(accounts, { id });
  });
}
