/** The end of a home: it says good-bye once, and is done when nothing of that is on its way any more (flow "Delete Profile"). */

import {
  deleteActorActivity,
  sayGoodbye,
  tellWitnesses,
  type AccountRow,
  type Context,
  type Json,
  type Millis,
  type Visibility,
  type WitnessCursor,
} from "@mastic/core";
import { delayAfter } from "../host/backOff.ts";
import type { Performers } from "../host/outbox.ts";
import { Setting } from "../host/setting.ts";

/** How far it is: whether followers have been told, and which of the statuses those who had to do with them have. */
interface Farewell {
  readonly [name: string]: Json;
  readonly said: boolean;
  /** The last status gone through, `null` before the first, `"all"` at the end. */
  readonly told: { readonly visibility: Visibility; readonly id: string } | "all" | null;
}

const setting = new Setting<Farewell>("farewell", { said: false, told: null });
/** What is not due within this time is a wish for later, or has been tried in vain for long. */
const PATIENCE: Millis = 900_000;
const LEASE: Millis = 600_000;
const BATCH = 20;
const BATCHES = 100;
/** How many hundreds of statuses one message goes through. */
const STEPS = 20;

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
  const { said, told } = await setting.read(store);
  const farewell = deleteActorActivity(account.uri);
  if (!said) await sayGoodbye(context, account, farewell);
  let at = told;
  for (let step = 0; step < STEPS && at !== "all"; step += 1) {
    const after: WitnessCursor | undefined = at === null ? undefined : { ...at, id: BigInt(at.id) };
    const next = await tellWitnesses(context, account, farewell, after);
    at = next === undefined ? "all" : { ...next, id: next.id.toString() };
  }
  if (!said || told !== at) await setting.update(store, () => ({ said: true, told: at }));
  for (let batch = 0; batch < BATCHES && (await performDue(context, outgoing)); batch += 1) continue;
  if (at !== "all") return false;
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
