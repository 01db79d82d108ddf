/** A new status as one user meets it: in the home timeline, and among the notifications. */

import type { InstanceLimits } from "../context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { blocks, following, type FollowingRow } from "../schema/user.ts";
import type { Turn, View } from "../store/store.ts";
import { putInTimelines } from "../user/feed.ts";
import { notify } from "../user/notify.ts";
import { standingMute } from "../user/standingMute.ts";

/** Puts the status where it belongs for the turn's owner. Told again, it changes nothing. */
export async function deliverToUser(
  turn: Turn,
  self: AccountRow,
  author: AccountRow,
  status: StatusRow,
  limits: InstanceLimits,
): Promise<void> {
  const follow = await turn.get(following, { actorUri: author.uri });
  const isMentioned = status.mentions.some((mention) => mention.accountId === self.id.toString());
  if (
    follow?.status === "Accepted" &&
    (await belongsInFeed(turn, self, author, status, follow, isMentioned))
  ) {
    await putInTimelines(turn, status, limits);
    if (follow.notify && status.inReplyToUri === null) {
      await notify(turn, "status", author, `status:${status.id}`, status.id);
    }
  }
  if (isMentioned) await notify(turn, "mention", author, `mention:${status.id}`, status.id);
}

/** Whether what somebody followed has written comes into the owner's timelines. */
export async function belongsInFeed(
  turn: Turn,
  self: AccountRow,
  author: AccountRow,
  status: StatusRow,
  follow: FollowingRow,
  isMentioned: boolean,
): Promise<boolean> {
  if (status.visibility === "direct" && !isMentioned) return false;
  if (!isInLanguages(follow, status)) return false;
  if (await isSilenced(turn, author.uri)) return false;
  if (status.inReplyToUri === null) return true;
  const parentAuthor = status.inReplyToAccountId;
  if (parentAuthor === self.id || parentAuthor === author.id) return true;
  // As in Mastodon: an answer comes into the timelines of those who follow both.
  return parentAuthor !== null && (await followsAccount(turn, parentAuthor));
}

/** Whether the owner has asked not to see this actor: a block, or a mute that still holds. */
export async function isSilenced(turn: Turn, actorUri: string): Promise<boolean> {
  if ((await turn.get(blocks, { actorUri })) !== undefined) return true;
  return (await standingMute(turn, actorUri)) !== undefined;
}

/** Whether a status is in one of the languages that the owner wants of this account. */
export function isInLanguages(follow: FollowingRow, status: StatusRow): boolean {
  return follow.languages === null || status.language === null || follow.languages.includes(status.language);
}

async function followsAccount(view: View, accountId: bigint): Promise<boolean> {
  const { rows } = await view.scan(following, { index: "byAccount", equals: { accountId }, limit: 1 });
  return rows[0]?.status === "Accepted";
}
