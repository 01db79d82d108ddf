/** Block: somebody elsewhere wants to be hidden from one of our users; follows end both ways (spec 03: Remote Blocking). */

import { idOf } from "@mastic/activitypub";
import { blockedBy, followRequests } from "../schema/user.ts";
import { removeFollower } from "../user/followers.ts";
import { removeFollowing } from "../user/following.ts";
import type { Receiver } from "./prepared.ts";

export const receiveBlock: Receiver = async (_env, activity, actor) => {
  const target = idOf(activity.object);
  const blockUri = activity.id;
  if (target === null || blockUri === null) return undefined;
  return {
    subscribers: "nobody",
    user: async (turn, self) => {
      if (self.uri !== target) return false;
      const key = { actorUri: actor.uri };
      if ((await turn.get(blockedBy, key)) === undefined) {
        const row = { ...key, accountId: actor.id, id: turn.nextId(), createdAt: turn.now, blockUri };
        await turn.insert(blockedBy, row);
      }
      await removeFollowing(turn, actor.uri);
      await removeFollower(turn, actor.uri);
      await turn.delete(followRequests, key);
      return false;
    },
  };
};
