/** Takes a deleted account out of every user's rows, and then out of the shared ones, in bounded steps. */

import type { Activity } from "@mastic/activitypub";
import { livesHere, type HomeContext } from "../federation/context.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { statuses } from "../schema/statuses.ts";
import { blockedBy, blocks, followRequests, mutes, notifications } from "../schema/user.ts";
import { removeStatus } from "../status/removeStatus.ts";
import type { Turn } from "../store/store.ts";
import { removeFromFeed } from "../user/feed.ts";
import { removeFollower } from "../user/followers.ts";
import { removeFollowing } from "../user/following.ts";
import { forwardNews } from "./forward.ts";
import type { Prepared } from "./prepared.ts";

/** How many rows one turn removes. */
const STEP = 100;

export function deleteActor(ctx: Pick<HomeContext, "home">, activity: Activity, actor: AccountRow): Prepared {
  const activityId = activity.id ?? `${actor.uri}#delete`;
  return {
    subscribers: "everyone",
    user: (turn) => forget(turn, actor),
    // A local account's rows go with its home.
    ...(livesHere(ctx, actor) ? {} : { after: (turn: Turn) => removeAccount(ctx, turn, activityId, actor) }),
  };
}

async function forget(turn: Turn, actor: AccountRow): Promise<boolean> {
  const key = { actorUri: actor.uri };
  await removeFollower(turn, actor.uri);
  await removeFollowing(turn, actor.uri);
  for (const table of [followRequests, blocks, blockedBy, mutes]) await turn.delete(table, key);
  const told = await turn.scan(notifications, {
    index: "byAccount",
    equals: { accountId: actor.id },
    limit: STEP,
  });
  for (const { id } of told.rows) await turn.delete(notifications, { id });
  const moreFeed = await removeFromFeed(turn, actor.id);
  return moreFeed || told.next !== undefined;
}

async function removeAccount(
  ctx: Pick<HomeContext, "home">,
  turn: Turn,
  activityId: string,
  actor: AccountRow,
): Promise<boolean> {
  const { rows, next } = await turn.scan(statuses, {
    index: "byAccount",
    equals: { accountId: actor.id },
    limit: STEP,
  });
  const news = { activityId, actorUri: actor.uri, objectUri: actor.uri, change: "Delete" } as const;
  for (const row of rows) {
    await forwardNews(ctx, turn, row, news);
    await removeStatus(turn, row);
  }
  if (next !== undefined) return true;
  await turn.delete(accounts, { id: actor.id });
  return false;
}
