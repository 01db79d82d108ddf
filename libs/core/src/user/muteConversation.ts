/** Hears no more of a conversation: nothing in it makes a notification (Mastodon: POST /api/v1/statuses/:id/mute). */

import type { Caller, UserContext } from "../context.ts";
import { statuses } from "../schema/statuses.ts";
import { conversationMutes } from "../schema/user.ts";
import type { View } from "../store/store.ts";
import { admit, commit } from "./act.ts";
import { gatherStatus, seen } from "./target.ts";

interface StatusUrl {
  /** A status of the conversation. */
  readonly statusUrl: string;
}

/** A conversation that is muted stays so. @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`, and those of `admit` */
export async function muteConversation(ctx: UserContext, caller: Caller, args: StatusUrl): Promise<void> {
  await admit(ctx, caller, "private");
  const gathered = await gatherStatus(ctx, args.statusUrl);
  await commit(ctx, caller, async (turn) => {
    const { status } = await seen(turn, ctx.owner, gathered.status.id);
    const { conversationId } = status;
    await turn.insertIfAbsent(conversationMutes, { conversationId, createdAt: turn.now });
  });
}

/** One that is not muted stays so. @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`, and those of `admit` */
export async function unmuteConversation(ctx: UserContext, caller: Caller, args: StatusUrl): Promise<void> {
  await admit(ctx, caller, "private");
  const gathered = await gatherStatus(ctx, args.statusUrl);
  await commit(ctx, caller, async (turn) => {
    const { status } = await seen(turn, ctx.owner, gathered.status.id);
    await turn.delete(conversationMutes, { conversationId: status.conversationId });
  });
}

/** Whether the owner of the view has muted the conversation that a status is in. */
export async function isConversationMuted(view: View, statusId: bigint): Promise<boolean> {
  const status = await view.get(statuses, { id: statusId });
  if (status === undefined) return false;
  return (await view.get(conversationMutes, { conversationId: status.conversationId })) !== undefined;
}
