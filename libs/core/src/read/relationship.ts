/** How the viewer stands to an account. */

import type { AccountRow } from "../schema/accounts.ts";
import { blockedBy, blocks, followers, following, followRequests, mutes } from "../schema/user.ts";
import type { View } from "../store/store.ts";

export interface Relationship {
  readonly account: AccountRow;
  readonly following: boolean;
  readonly requested: boolean;
  readonly showReblogs: boolean;
  readonly notify: boolean;
  readonly languages: readonly string[] | null;
  readonly followedBy: boolean;
  readonly requestedBy: boolean;
  readonly blocking: boolean;
  readonly blockedBy: boolean;
  readonly muting: boolean;
  readonly mutingNotifications: boolean;
  /** ms since the Unix epoch. */
  readonly mutingExpiresAt: number | null;
}

/** @param view a view of the viewer's */
export async function relationship(view: View, account: AccountRow): Promise<Relationship> {
  const key = { actorUri: account.uri };
  const follow = await view.get(following, key);
  const mute = await view.get(mutes, key);
  return {
    account,
    following: follow?.status === "Accepted",
    requested: follow?.status === "Pending",
    showReblogs: follow?.showReblogs ?? false,
    notify: follow?.notify ?? false,
    languages: follow?.languages ?? null,
    followedBy: (await view.get(followers, key)) !== undefined,
    requestedBy: (await view.get(followRequests, key)) !== undefined,
    blocking: (await view.get(blocks, key)) !== undefined,
    blockedBy: (await view.get(blockedBy, key)) !== undefined,
    muting: mute !== undefined,
    mutingNotifications: mute?.notifications ?? false,
    mutingExpiresAt: mute?.expiresAt ?? null,
  };
}
