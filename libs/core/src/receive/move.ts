/** Move: followers of an account go along to another that names it as an alias (spec 03: Account Migration). */

import { idOf } from "@mastic/activitypub";
import { livesHere } from "../federation/context.ts";
import { followActivity } from "../document/activity.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { blocks, following } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { addFollowing } from "../user/following.ts";
import { endFollow } from "../user/followUser.ts";
import { send } from "../user/send.ts";
import type { Receiver } from "./prepared.ts";

export const receiveMove: Receiver = async (env, activity, actor) => {
  const targetUri = idOf(activity.target);
  if (targetUri === null || targetUri === actor.uri || idOf(activity.object) !== actor.uri) return undefined;
  // Who moves away from here has had the target read anew by the command itself.
  const isOwn = livesHere(env.ctx, actor);
  const target = await (isOwn ? env.gather.account(targetUri) : env.gather.refresh(targetUri));
  if (!target.alsoKnownAs.includes(actor.uri) || target.suspended || target.movedToUri !== null)
    return undefined;
  return {
    subscribers: "followers",
    shared: async (turn) => {
      await turn.update(accounts, { id: actor.id }, { movedToUri: target.uri });
    },
    user: async (turn, self) => {
      await follow(turn, self, actor, target);
      return false;
    },
  };
};

async function follow(turn: Turn, self: AccountRow, from: AccountRow, to: AccountRow): Promise<void> {
  const before = await turn.get(following, { actorUri: from.uri });
  if (before === undefined || to.id === self.id) return;
  if ((await turn.get(blocks, { actorUri: to.uri })) !== undefined) return;
  if ((await turn.get(following, { actorUri: to.uri })) === undefined) {
    const id = turn.nextId();
    const uri = `${self.uri}#follows/${id}`;
    const { showReblogs: reblogs, notify, languages } = before;
    await addFollowing(turn, to, { id, uri }, { reblogs, notify, languages });
    send(turn, self, followActivity(self, uri, to.uri), { followers: false, accounts: [to] });
  }
  await endFollow(turn, self, from);
}
