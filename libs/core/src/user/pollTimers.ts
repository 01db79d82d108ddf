/** What polls leave for later: new figures for all who have one, after a while, and its end. */

import { effect } from "../effects.ts";
import type { Millis, Turn } from "../store/store.ts";

/** So long new votes are gathered before others hear of them, as in Mastodon. */
export const VOTES_GATHERED: Millis = 180_000;
/** A poll that lasts longer than this ends without a word. */
const LONGEST: Millis = 366 * 24 * 3_600_000;

/** Leaves the wish that the owner's poll is told anew in a while; many votes in it are one wish. */
export function tellPollLater(turn: Turn, statusId: bigint): void {
  const id = statusId.toString();
  const dueAt = turn.now + VOTES_GATHERED;
  turn.emit(effect({ kind: "tellPoll", payload: { statusId: id } }, { key: id, dueAt }));
}

/** Leaves the wish to be woken when a poll of the owner's, or one that the owner has voted in, ends. */
export function endPollAt(turn: Turn, statusId: bigint, expiresAt: Millis | null): void {
  if (expiresAt === null || expiresAt > turn.now + LONGEST) return;
  const payload = { statusId: statusId.toString() };
  const key = `${turn.owner} ${statusId} ${expiresAt}`;
  turn.emit(effect({ kind: "endPoll", payload }, { key, dueAt: expiresAt }));
}
