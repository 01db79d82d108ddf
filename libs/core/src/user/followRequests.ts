/** UC5: answers follow requests, and lets followers go (spec 05: AcceptFollow, RejectFollow; by actor URI). */

import type { Caller, UserContext } from "../context.ts";
import { acceptActivity, rejectActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { followers, followRequests, notifications } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { act } from "./act.ts";
import { addFollower, removeFollower as removeRow } from "./followers.ts";
import { send } from "./send.ts";

export interface FollowerArgs {
  /** The other's actor URI: followers elsewhere have no principal. */
  readonly actorUri: string;
}

/** @throws {CoreError} `RequestNotFound`, and those of `admit` */
export async function acceptFollow(ctx: UserContext, caller: Caller, args: FollowerArgs): Promise<void> {
  await act(ctx, caller, "private", async (turn, { account }) => {
    const { requester, followUri } = await takeRequest(turn, args.actorUri);
    await addFollower(turn, requester, followUri);
    const accept = acceptActivity(account, { followUri, actorUri: requester.uri });
    send(turn, account, accept, { followers: false, accounts: [requester] });
  });
}

/** @throws {CoreError} `RequestNotFound`, and those of `admit` */
export async function rejectFollow(ctx: UserContext, caller: Caller, args: FollowerArgs): Promise<void> {
  await act(ctx, caller, "private", async (turn, { account }) => {
    const { requester, followUri } = await takeRequest(turn, args.actorUri);
    refuse(turn, account, requester, followUri);
  });
}

/** Ends another's follow of the owner; that is a Reject after the fact. @throws {CoreError} `NotFound`, and those of `admit` */
export async function removeFollower(ctx: UserContext, caller: Caller, args: FollowerArgs): Promise<void> {
  await act(ctx, caller, "private", async (turn, { account }) => {
    const other = await turn.find(accounts, "uri", { uri: args.actorUri });
    if (other === undefined || !(await expel(turn, account, other))) {
      throw new CoreError("NotFound", "This account does not follow you.");
    }
  });
}

/** Ends whatever follow, or request, of the owner there is from an account. @returns whether there was one */
export async function expel(turn: Turn, account: AccountRow, other: AccountRow): Promise<boolean> {
  const key = { actorUri: other.uri };
  const row = (await turn.get(followers, key)) ?? (await turn.get(followRequests, key));
  if (row === undefined) return false;
  await removeRow(turn, other.uri);
  await turn.delete(followRequests, key);
  refuse(turn, account, other, row.followUri);
  return true;
}

async function takeRequest(
  turn: Turn,
  actorUri: string,
): Promise<{ requester: AccountRow; followUri: string }> {
  const row = await turn.get(followRequests, { actorUri });
  const requester = row && (await turn.get(accounts, { id: row.accountId }));
  if (row === undefined || requester === undefined) {
    throw new CoreError("RequestNotFound", "This account has not asked to follow you.");
  }
  await turn.delete(followRequests, { actorUri });
  const told = await turn.scan(notifications, {
    index: "byAccount",
    equals: { accountId: requester.id },
    reverse: true,
    limit: 100,
  });
  for (const { id, type } of told.rows)
    if (type === "follow_request") await turn.delete(notifications, { id });
  return { requester, followUri: row.followUri };
}

function refuse(turn: Turn, account: AccountRow, other: AccountRow, followUri: string): void {
  const reject = rejectActivity(account, { followUri, actorUri: other.uri });
  send(turn, account, reject, { followers: false, accounts: [other] });
}
