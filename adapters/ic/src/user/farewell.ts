/** The end of a home: it says good-bye once, and is done when nothing of that is on its way any more (flow "Delete Profile"). */

import { deleteActorActivity, sayGoodbye, type AccountRow, type Context, type Millis } from "@mastic/core";
import { Setting } from "../host/setting.ts";

const setting = new Setting<{ readonly said: boolean }>("farewell", { said: false });
/** What is not due within this time is a wish for later, or has been tried in vain for long. */
const PATIENCE: Millis = 900_000;

/** Says good-bye unless that has been done. @returns whether everybody has been told, as far as that is possible */
export async function hasSaidGoodbye(context: Context, account: AccountRow): Promise<boolean> {
  const { store } = context;
  if (!(await setting.read(store)).said) {
    await sayGoodbye(context, account, deleteActorActivity(account.uri));
    await setting.update(store, () => ({ said: true }));
    return false;
  }
  const next = await store.effects.nextDueAt();
  return next === undefined || next > context.now() + PATIENCE;
}
