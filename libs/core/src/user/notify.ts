/** Notifications: one for each thing that happened, unless the user does not want to hear of it. */

import type { AccountRow } from "../schema/accounts.ts";
import { blocks, following, notifications, type NotificationType } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { isConversationMuted } from "./muteConversation.ts";
import { standingMute } from "./standingMute.ts";

/** @param about what makes it the same notification when told again, such as `favourite:<status>:<account>` */
export async function notify(
  turn: Turn,
  type: NotificationType,
  from: AccountRow,
  about: string,
  statusId: bigint | null = null,
): Promise<void> {
  // Only the end of a poll is news about oneself.
  if ((from.id === turn.owner && type !== "poll") || from.suspended) return;
  // Reports are the moderators' work, whoever sends them.
  if (from.limited && type !== "admin.report" && !(await follows(turn, from))) return;
  if ((await turn.get(blocks, { actorUri: from.uri })) !== undefined) return;
  if ((await standingMute(turn, from.uri))?.notifications === true) return;
  if (statusId !== null && (await isConversationMuted(turn, statusId))) return;
  const id = turn.nextId();
  const added = await turn.insertIfAbsent(notifications, {
    id,
    type,
    accountId: from.id,
    statusId,
    about,
    createdAt: turn.now,
  });
  if (!added) return;
  turn.signal({ type: "notification", notificationId: id });
}

async function follows(turn: Turn, { uri }: AccountRow): Promise<boolean> {
  return (await turn.get(following, { actorUri: uri }))?.status === "Accepted";
}

/** Takes a notification back: its cause was undone. */
export async function unnotify(turn: Turn, about: string): Promise<void> {
  const row = await turn.find(notifications, "about", { about });
  if (row !== undefined) await turn.delete(notifications, { id: row.id });
}

/** One notification for one follower, however often that one follows anew. */
export const aboutFollow = (accountId: bigint): string => `follow:${accountId}`;

/** One notification for one quote, however often it is told. @param quotingId of the status that quotes */
export const aboutQuote = (quotingId: bigint): string => `quote:${quotingId}`;

/** One notification for one request to follow. */
export const aboutRequest = (accountId: bigint): string => `follow_request:${accountId}`;
