/** UC5, UC6: follows an account, near or far, and unfollows it (spec 05: FollowUser, UnfollowUser). */

import type { Caller, UserContext } from "../context.ts";
import { followActivity, undoActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { blockedBy, blocks, following, type FollowingRow } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { admit, commit } from "./act.ts";
import { addFollowing, removeFollowing, type FollowOptions } from "./following.ts";
import { send } from "./send.ts";

export interface FollowUserArgs {
  /** `alice`, `@bob@host` or an actor URI. */
  readonly account: string;
  /**
   * How to follow. Given, following again changes these in place of being refused, as clients of the Mastodon API
   * expect.
   */
  readonly options?: FollowOptions | undefined;
}

/**
 * Asks to follow; the row is Pending until the other side accepts.
 * @throws {CoreError} `CannotFollowSelf`, `AlreadyFollowing`, `NotFound`, `Gone`, `RemoteUnavailable`, `Forbidden`
 * (one of the two blocks the other), and those of `admit`
 */
export async function followUser(
  ctx: UserContext,
  caller: Caller,
  args: FollowUserArgs,
): Promise<FollowingRow> {
  await admit(ctx, caller);
  const target = await ctx.gather.account(args.account);
  return commit(ctx, caller, async (turn, { account }) => {
    if (target.id === ctx.owner) throw new CoreError("CannotFollowSelf", "You cannot follow yourself.");
    const row = await turn.get(following, { actorUri: target.uri });
    if (row !== undefined) return followAgain(turn, row, args.options);
    await checkFollowable(turn, target);
    const id = turn.nextId();
    const follow = { id, uri: `${account.uri}#follows/${id}` };
    const added = await addFollowing(turn, target, follow, args.options ?? {});
    send(turn, account, followActivity(account, follow.uri, target.uri), {
      followers: false,
      accounts: [target],
    });
    return added;
  });
}

async function followAgain(
  turn: Turn,
  row: FollowingRow,
  options: FollowOptions | undefined,
): Promise<FollowingRow> {
  if (options === undefined) throw new CoreError("AlreadyFollowing", "You follow this account already.");
  const change = {
    showReblogs: options.reblogs ?? row.showReblogs,
    notify: options.notify ?? row.notify,
    languages: options.languages === undefined ? row.languages : options.languages,
  };
  await turn.update(following, { actorUri: row.actorUri }, change);
  return { ...row, ...change };
}

async function checkFollowable(turn: Turn, target: AccountRow): Promise<void> {
  if (target.suspended) throw new CoreError("NotFound", "There is no such account.");
  const key = { actorUri: target.uri };
  if ((await turn.get(blocks, key)) === undefined && (await turn.get(blockedBy, key)) === undefined) return;
  throw new CoreError("Forbidden", "One of you blocks the other.");
}

/**
 * Unfollows, or takes back a request to follow.
 * @throws {CoreError} `NotFollowing`, `NotFound`, and those of `admit`
 */
export async function unfollowUser(
  ctx: UserContext,
  caller: Caller,
  args: { readonly account: string },
): Promise<void> {
  await admit(ctx, caller);
  const target = await knownAccount(ctx, args.account);
  await commit(ctx, caller, async (turn, { account }) => {
    if (!(await endFollow(turn, account, target))) {
      throw new CoreError("NotFollowing", "You do not follow this account.");
    }
  });
}

/** Ends the owner's follow of an account and sends its Undo. @returns whether there was one */
export async function endFollow(turn: Turn, account: AccountRow, target: AccountRow): Promise<boolean> {
  const row = await removeFollowing(turn, target.uri);
  if (row === undefined) return false;
  const undo = undoActivity(account, followActivity(account, row.followUri, target.uri));
  send(turn, account, undo, { followers: false, accounts: [target] });
  return true;
}

/** An account that is here already needs no asking elsewhere: its server may be gone. */
export async function knownAccount(ctx: UserContext, reference: string): Promise<AccountRow> {
  const known = await ctx.store.view(ctx.owner, (view) => view.find(accounts, "uri", { uri: reference }));
  return known ?? ctx.gather.account(reference);
}
