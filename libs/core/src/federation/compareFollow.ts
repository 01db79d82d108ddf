/** One follow of a local user, brought into line with what the other side says of it (FEP-8fcf). */

import { followActivity, undoActivity } from "../document/activity.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { following, type FollowingRow } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { acceptFollowing } from "../user/following.ts";
import { endFollow } from "../user/followUser.ts";
import { send } from "../user/send.ts";

/**
 * The other side does not list the turn's owner: it has forgotten the follow, and is told again in case.
 * @param isCompared whether this follow is the one that was compared, and no later one
 */
export async function endUnlisted(
  turn: Turn,
  actor: AccountRow,
  isCompared: (row: FollowingRow) => boolean,
): Promise<void> {
  const row = await turn.get(following, { actorUri: actor.uri });
  const self = await turn.get(accounts, { id: turn.owner });
  if (self === undefined || row?.status !== "Accepted" || !isCompared(row)) return;
  await endFollow(turn, self, actor);
}

/**
 * The other side lists the turn's owner, who is no follower here: a request whose Accept was lost is accepted, a follow
 * that is over undone.
 * @returns whether an Undo was sent
 */
export async function confirmListed(turn: Turn, actor: AccountRow): Promise<boolean> {
  const self = await turn.get(accounts, { id: turn.owner });
  if (self === undefined) return false;
  if ((await turn.get(following, { actorUri: actor.uri })) !== undefined) {
    await acceptFollowing(turn, actor.uri);
    return false;
  }
  const follow = followActivity(self, `${self.uri}#follows/${turn.nextId()}`, actor.uri);
  send(turn, self, undoActivity(self, follow), { followers: false, accounts: [actor] });
  return true;
}
