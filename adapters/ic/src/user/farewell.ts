/** The end of a home: it says good-bye once, and is done when nothing of that is on its way any more (flow "Delete Profile"). */

import { deleteActorActivity, sayGoodbye, type AccountRow, type Context, type Millis } from "@mastic/core";
import { delayAfter } from "../host/backOff.ts";
import type { Performers } from "../host/outbox.ts";
import { Setting } from "../host/setting.ts";

const setting = new Setting<{ readonly said: boolean }>("farewell", { said: false });
/** What is not due within this time is a wish for later, or has been tried in vain for long. */
const PATIENCE: Millis = 900_000;
const LEASE: Millis = 600_000;
const BATCH = 20;
const BATCHES = 100;

/**
 * Says good-bye unless that has been done, and hands over at once what waits: the home may not be there much longer.
 * @param outgoing performs what leaves the home
 * @returns whether everybody has been told, as far as that is possible
 */
export async function hasSaidGoodbye(
  context: Context,
  account: AccountRow,
  outgoing: Performers,
): Promise<boolean> {
  const { store } = context;
  if (!(await setting.read(store)).said) {
    await sayGoodbye(context, account, deleteActorActivity(account.uri));
    await setting.update(store, () => ({ said: true }));
  }
  for (let batch = 0; batch < BATCHES && (await performDue(context, outgoing)); batch += 1) continue;
  const next = await store.effects.nextDueAt();
  return next === undefined || next > context.now() + PATIENCE;
}

/** @returns whether there was anything to do */
async function performDue({ store, now }: Context, outgoing: Performers): Promise<boolean> {
  const kinds = Object.keys(outgoing);
  const due = await store.effects.claim({ now: now(), limit: BATCH, leaseMillis: LEASE, kinds });
  for (const effect of due) {
    const outcome = await outgoing[effect.kind]?.(effect);
    if (outcome?.status === "retry") {
      const dueAt = now() + delayAfter(effect.attempts + 1);
      await store.effects.retry([{ id: effect.id, dueAt, error: outcome.error }]);
    } else await store.effects.complete([effect.id]);
  }
  return due.length > 0;
}
