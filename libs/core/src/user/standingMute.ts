/** A mute that still holds: its time, if it has one, is not over (Mastodon: methods/accounts, mute with `duration`). */

import { mutes } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import type { Row } from "../store/table.ts";

/** The owner's mute of an actor; `undefined` where none holds. */
export async function standingMute(turn: Turn, actorUri: string): Promise<Row<typeof mutes> | undefined> {
  const mute = await turn.get(mutes, { actorUri });
  return mute === undefined || (mute.expiresAt !== null && mute.expiresAt <= turn.now) ? undefined : mute;
}
