/** Dismisses notifications: one, or all (Mastodon: notifications/:id/dismiss, notifications/clear). */

import type { Caller, UserContext } from "../context.ts";
import { notifications } from "../schema/user.ts";
import { act } from "./act.ts";

/** @throws {CoreError} those of `admit` */
export async function dismissNotification(
  ctx: UserContext,
  caller: Caller,
  args: { readonly notificationId: bigint },
): Promise<void> {
  await act(ctx, caller, "private", (turn) => turn.delete(notifications, { id: args.notificationId }));
}

const PAGE = 500;

/** Dismisses all there are now, a bounded number in each turn. @throws {CoreError} those of `admit` */
export async function dismissNotifications(ctx: UserContext, caller: Caller): Promise<void> {
  for (let more = true; more;) {
    more = await act(ctx, caller, "private", async (turn) => {
      const { rows, next } = await turn.scan(notifications, { limit: PAGE });
      for (const { id } of rows) await turn.delete(notifications, { id });
      return next !== undefined;
    });
  }
}
