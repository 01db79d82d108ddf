/** What ends by itself: mutes with a term, uploads that no status takes. Effects wake us; no reader has to know the time. */

import type { Context } from "../context.ts";
import { effect } from "../effects.ts";
import { done, type Performer } from "../federation/perform/outcome.ts";
import { recordOf, textOf } from "../federation/perform/payload.ts";
import { media } from "../schema/media.ts";
import { mutes } from "../schema/user.ts";
import type { Millis, Turn } from "../store/store.ts";

/** How long an upload waits for its status, as in Mastodon. */
const UPLOAD_WAITS: Millis = 24 * 3_600_000;

/** Leaves the wish to be woken when the mute ends. */
export function endMuteAt(turn: Turn, actorUri: string, dueAt: Millis): void {
  const key = `${turn.owner} ${actorUri} ${dueAt}`;
  turn.emit(effect({ kind: "expireMute", payload: { actorUri } }, { key, dueAt }));
}

/** Leaves the wish to be woken when the upload has waited long enough. @returns when that is */
export function endUpload(turn: Turn, mediaId: bigint): Millis {
  const dueAt = turn.now + UPLOAD_WAITS;
  const payload = { mediaId: mediaId.toString() };
  turn.emit(effect({ kind: "expireMedia", payload }, { key: `${mediaId} ${dueAt}`, dueAt }));
  return dueAt;
}

/** A mute that has been prolonged stays: its new end has a wish of its own. */
export function expireMute({ store }: Context): Performer {
  return async ({ owner, payload }) => {
    const actorUri = textOf(recordOf(payload), "actorUri");
    await store.turn(owner, async (turn) => {
      const row = await turn.get(mutes, { actorUri });
      if (row?.expiresAt == null || row.expiresAt > turn.now) return;
      await turn.delete(mutes, { actorUri });
    });
    return done;
  };
}

/** Media that a status has let go meanwhile stay: their new end has a wish of its own. */
export function expireMedia({ store }: Context): Performer {
  return async ({ owner, payload }) => {
    const id = BigInt(textOf(recordOf(payload), "mediaId"));
    await store.turn(owner, async (turn) => {
      const row = await turn.get(media, { id });
      if (row?.accountId !== owner || row.statusId !== null) return;
      if (row.expiresAt !== null && row.expiresAt > turn.now) return;
      await turn.delete(media, { id });
    });
    return done;
  };
}
