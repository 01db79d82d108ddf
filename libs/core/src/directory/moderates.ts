/** Whether a principal keeps order here at present: who is suspended does not, or they would let themselves back. */

import { moderators, users } from "../schema/instance.ts";
import type { View } from "../store/store.ts";

/** A moderator needs no account; one that is there must not be suspended. */
export async function moderates(view: View, principal: string): Promise<boolean> {
  if ((await view.get(moderators, { principal })) === undefined) return false;
  return (await view.find(users, "principal", { principal }))?.status !== "Suspended";
}
