/** Blocks an account: follows end both ways, its posts and notifications go, and it is told (spec 05: BlockUser). */

import type { Caller, UserContext } from "../context.ts";
import { blockActivity, undoActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { blocks, notifications } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { admit, commit } from "./act.ts";
import { removeFromFeed } from "./feed.ts";
import { expel } from "./followRequests.ts";
import { endFollow, knownAccount } from "./followUser.ts";
import { send } from "./send.ts";

export interface AccountArgs {
  /** `alice`, `@bob@host` or an actor URI. */
  readonly account: string;
}

/**
 * Blocks; a second time it changes and sends nothing.
 * @throws {CoreError} `BadArgs` (oneself), `NotFound`, `Gone`, `RemoteUnavailable`, and those of `admit`
 */
export async function blockUser(ctx: UserContext, caller: Caller, args: AccountArgs): Promise<void> {
  await admit(ctx, caller);
  const target = await knownAccount(ctx, args.account);
  await commit(ctx, caller, async (turn, { account }) => {
    if (target.id === ctx.owner)
      throw new CoreError("BadArgs", "You cannot block yourself.", { field: "account" });
    if ((await turn.get(blocks, { actorUri: target.uri })) !== undefined) return;
    await endFollow(turn, account, target);
    await expel(turn, account, target);
    const id = turn.nextId();
    const blockUri = `${account.uri}#blocks/${id}`;
    await turn.insert(blocks, {
      actorUri: target.uri,
      accountId: target.id,
      id,
      createdAt: turn.now,
      blockUri,
    });
    while (await removeFromFeed(turn, target.id));
    await forgetNotifications(turn, target.id);
    send(turn, account, blockActivity(account, blockUri, target.uri), {
      followers: false,
      accounts: [target],
    });
  });
}

const PAGE = 500;

async function forgetNotifications(turn: Turn, accountId: bigint): Promise<void> {
  for (let more = true; more;) {
    const page = await turn.scan(notifications, { index: "byAccount", equals: { accountId }, limit: PAGE });
    for (const { id } of page.rows) await turn.delete(notifications, { id });
    more = page.next !== undefined;
  }
}

/** Lets an account in again; follows do not come back. @throws {CoreError} `NotFound` when it is not blocked, and those of `admit` */
export async function unblockUser(ctx: UserContext, caller: Caller, args: AccountArgs): Promise<void> {
  await admit(ctx, caller);
  const target = await knownAccount(ctx, args.account);
  await commit(ctx, caller, async (turn, { account }) => {
    const row = await turn.get(blocks, { actorUri: target.uri });
    if (row === undefined) throw new CoreError("NotFound", "You do not block this account.");
    await turn.delete(blocks, { actorUri: target.uri });
    const undo = undoActivity(account, blockActivity(account, row.blockUri, target.uri));
    send(turn, account, undo, { followers: false, accounts: [target] });
  });
}
