/** The followers of the turn's owner: rows, counters and the inboxes that a fan-out goes to. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { followerInboxes, followers } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { aboutFollow, unnotify } from "./notify.ts";
import { subscribe } from "./subscription.ts";

/**
 * Takes an account among the followers; told again, it only renews the id of the Follow.
 * @returns whether the follower is new
 */
export async function addFollower(turn: Turn, follower: AccountRow, followUri: string): Promise<boolean> {
  const known = await turn.get(followers, { actorUri: follower.uri });
  if (known !== undefined) {
    await turn.update(followers, { actorUri: follower.uri }, { followUri });
    return false;
  }
  const deliveryInbox = follower.host === null ? null : (follower.sharedInbox ?? follower.inbox);
  await turn.insert(followers, {
    actorUri: follower.uri,
    accountId: follower.id,
    id: turn.nextId(),
    createdAt: turn.now,
    followUri,
    deliveryInbox,
  });
  if (deliveryInbox !== null) await countInbox(turn, deliveryInbox, 1);
  await count(turn, 1);
  await subscribe(turn, follower.uri);
  return true;
}

/** Takes a follower out, with the notification of the follow. @returns whether there was such a follower */
export async function removeFollower(turn: Turn, actorUri: string): Promise<boolean> {
  const row = await turn.get(followers, { actorUri });
  if (row === undefined) return false;
  await turn.delete(followers, { actorUri });
  await unnotify(turn, aboutFollow(row.accountId));
  if (row.deliveryInbox !== null) await countInbox(turn, row.deliveryInbox, -1);
  await count(turn, -1);
  await subscribe(turn, actorUri);
  return true;
}

/** Follows a follower's server to another inbox, when its actor document names a new one. */
export async function moveFollowerInbox(turn: Turn, follower: AccountRow): Promise<void> {
  const row = await turn.get(followers, { actorUri: follower.uri });
  const deliveryInbox = follower.sharedInbox ?? follower.inbox;
  if (row === undefined || row.deliveryInbox === null || row.deliveryInbox === deliveryInbox) return;
  await turn.update(followers, { actorUri: follower.uri }, { deliveryInbox });
  await countInbox(turn, row.deliveryInbox, -1);
  await countInbox(turn, deliveryInbox, 1);
}

async function countInbox(turn: Turn, inbox: string, by: 1 | -1): Promise<void> {
  const row = await turn.get(followerInboxes, { inbox });
  const left = (row?.followers ?? 0) + by;
  if (left > 0) await turn.put(followerInboxes, { inbox, followers: left });
  else await turn.delete(followerInboxes, { inbox });
}

async function count(turn: Turn, by: 1 | -1): Promise<void> {
  const self = await turn.get(accounts, { id: turn.owner });
  if (self === undefined) return;
  await turn.update(accounts, { id: self.id }, { followersCount: Math.max(0, self.followersCount + by) });
}
