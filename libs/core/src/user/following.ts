/** Whom the turn's owner follows: rows and counters, as requests are made, accepted, refused and taken back. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { following, type FollowingRow } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { listsWith } from "../read/lists.ts";
import { removeFromFeed, removeFromList } from "./feed.ts";
import { subscribe } from "./subscription.ts";

export interface FollowOptions {
  /** Whether boosts of this account come into the home timeline. */
  readonly reblogs?: boolean | undefined;
  /** Whether each of its posts is notified. */
  readonly notify?: boolean | undefined;
  /** Only statuses in these languages; `null` for all. */
  readonly languages?: readonly string[] | null | undefined;
}

/** Notes that the owner has asked to follow, until Accept or Reject arrives. */
export async function addFollowing(
  turn: Turn,
  target: AccountRow,
  follow: { readonly id: bigint; readonly uri: string },
  options: FollowOptions,
): Promise<FollowingRow> {
  const row: FollowingRow = {
    actorUri: target.uri,
    accountId: target.id,
    id: follow.id,
    createdAt: turn.now,
    followUri: follow.uri,
    status: "Pending",
    showReblogs: options.reblogs ?? true,
    notify: options.notify ?? false,
    languages: options.languages ?? null,
  };
  await turn.insert(following, row);
  await subscribe(turn, target.uri);
  return row;
}

/** An Accept has come. @returns whether it answers a follow that was waiting */
export async function acceptFollowing(turn: Turn, actorUri: string): Promise<boolean> {
  const row = await turn.get(following, { actorUri });
  if (row?.status !== "Pending") return false;
  await turn.update(following, { actorUri }, { status: "Accepted" });
  await count(turn, 1);
  await subscribe(turn, actorUri);
  return true;
}

/** The follow is over: taken back, rejected, or blocked. @returns the row that was there */
export async function removeFollowing(turn: Turn, actorUri: string): Promise<FollowingRow | undefined> {
  const row = await turn.get(following, { actorUri });
  if (row === undefined) return undefined;
  await turn.delete(following, { actorUri });
  if (row.status === "Accepted") await count(turn, -1);
  for (const { id } of await listsWith(turn, row.accountId)) await removeFromList(turn, id, row.accountId);
  while (await removeFromFeed(turn, row.accountId));
  await subscribe(turn, actorUri);
  return row;
}

async function count(turn: Turn, by: 1 | -1): Promise<void> {
  const self = await turn.get(accounts, { id: turn.owner });
  if (self === undefined) return;
  await turn.update(accounts, { id: self.id }, { followingCount: Math.max(0, self.followingCount + by) });
}
