/** Follow: taken at once, queued for a locked account or from a limited one, or refused (spec 03: Accept Activity; decision 006). */

import { idOf } from "@mastic/activitypub";
import { acceptActivity, rejectActivity } from "../document/activity.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { blocks, followers, followRequests } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { addFollower } from "../user/followers.ts";
import { aboutFollow, aboutRequest, notify } from "../user/notify.ts";
import { send } from "../user/send.ts";
import type { Receiver } from "./prepared.ts";

export const receiveFollow: Receiver = async (_env, activity, actor) => {
  const followUri = activity.id;
  const target = idOf(activity.object);
  if (followUri === null || target === null) return undefined;
  return {
    subscribers: "nobody",
    user: async (turn, self) => {
      if (self.uri === target && self.uri !== actor.uri) await follow(turn, self, actor, followUri);
      return false;
    },
  };
};

/** A Follow told again is answered again: the answer before may have been lost. */
async function follow(turn: Turn, self: AccountRow, actor: AccountRow, followUri: string): Promise<void> {
  const key = { actorUri: actor.uri };
  const answerTo = { followUri, actorUri: actor.uri };
  const answer = { followers: false, accounts: [actor] };
  if ((await turn.get(blocks, key)) !== undefined || self.movedToUri !== null) {
    send(turn, self, rejectActivity(self, answerTo), answer);
    return;
  }
  const isFollower = (await turn.get(followers, key)) !== undefined;
  if ((self.locked || actor.limited) && !isFollower) {
    const waiting = await turn.get(followRequests, key);
    if (waiting !== undefined) {
      await turn.update(followRequests, key, { followUri });
      return;
    }
    const row = { ...key, accountId: actor.id, id: turn.nextId(), createdAt: turn.now, followUri };
    await turn.insert(followRequests, row);
    await notify(turn, "follow_request", actor, aboutRequest(actor.id));
    return;
  }
  const isNew = await addFollower(turn, actor, followUri);
  await turn.delete(followRequests, key);
  if (isNew) await notify(turn, "follow", actor, aboutFollow(actor.id));
  send(turn, self, acceptActivity(self, answerTo), answer);
}
