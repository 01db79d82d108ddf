/** UC11: boosts a status, and takes the boost back. One Snowflake names boost, wrapper, feed entry and Announce. */

import type { Caller, UserContext } from "../context.ts";
import { announceActivity, undoActivity } from "../document/activity.ts";
import { statusUrls } from "../document/urls.ts";
import { CoreError } from "../error.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { isListed, statuses, type StatusRow, type Visibility } from "../schema/statuses.ts";
import { boosts, feed } from "../schema/user.ts";
import { indexOnce } from "../search/indexStatus.ts";
import { addBoost } from "../status/boost.ts";
import { removeStatus } from "../status/removeStatus.ts";
import type { Turn } from "../store/store.ts";
import { act, admit, commit } from "./act.ts";
import { putInFeed } from "./feed.ts";
import { send } from "./send.ts";
import { subscribe } from "./subscription.ts";
import { gatherStatus, seen, type SeenStatus } from "./target.ts";

export interface BoostStatusArgs {
  readonly statusUrl: string;
  /** Public when left out; a followers-only status of one's own stays so. */
  readonly visibility?: Visibility | undefined;
}

/**
 * Boosts the status with this uri; a second time it changes and sends nothing.
 * @returns the wrapper, whose `boostOfId` is the status boosted
 * @throws {CoreError} `BadArgs` (a direct boost), `NotFound` (also for what is not the owner's to pass on), `Gone`, `RemoteUnavailable`, and those of `admit`
 */
export async function boostStatus(
  ctx: UserContext,
  caller: Caller,
  args: BoostStatusArgs,
): Promise<StatusRow> {
  await admit(ctx, caller);
  if (args.visibility === "direct") {
    throw new CoreError("BadArgs", "A boost is told to followers: it cannot be direct.", {
      field: "visibility",
    });
  }
  const gathered = await gatherStatus(ctx, args.statusUrl);
  return commit(ctx, caller, async (turn, { account, profile }) => {
    const original = await seen(turn, ctx.owner, gathered.status.id);
    checkBoostable(original.status, ctx.owner);
    const known = await turn.find(boosts, "originalStatusUri", { originalStatusUri: original.status.uri });
    const wrapper = known && (await turn.get(statuses, { id: known.statusId }));
    if (wrapper !== undefined) return wrapper;
    if (known !== undefined) await turn.delete(boosts, { id: known.id });
    const id = turn.nextId();
    const { uri } = statusUrls(ctx.instance.origin, profile.handle, id);
    const visibility = original.status.visibility === "private" ? "private" : (args.visibility ?? "public");
    const announce = { id, uri, visibility, local: true, createdAt: turn.now };
    const { row } = await addBoost(turn, account, original.status, announce);
    await turn.insert(boosts, {
      id,
      statusId: id,
      originalStatusUri: original.status.uri,
      originalStatusId: original.status.id,
      createdAt: turn.now,
    });
    await indexOnce(turn, original.status);
    await putInFeed(turn, row, ctx.instance.limits);
    // Its author tells us of edits and of its end, whether we have to do with each other or not.
    if (original.author.host !== null) await subscribe(turn, original.author.uri, { boosted: true });
    announceTo(ctx, turn, account, row, original);
    return row;
  });
}

function checkBoostable(status: StatusRow, owner: bigint): void {
  if (isListed(status.visibility) || (status.visibility === "private" && status.accountId === owner)) return;
  throw new CoreError("NotFound", "This status is not to be passed on.");
}

function announceTo(
  ctx: UserContext,
  turn: Turn,
  account: AccountRow,
  wrapper: StatusRow,
  { status, author }: SeenStatus,
): void {
  const announce = announceActivity(ctx.instance, wrapper, account, {
    uri: status.uri,
    authorUri: author.uri,
  });
  send(turn, account, announce, { followers: true, accounts: [author] });
}

/** Takes a boost back; without one it changes and sends nothing. @throws {CoreError} those of `admit` */
export async function undoBoost(
  ctx: UserContext,
  caller: Caller,
  args: { readonly statusUrl: string },
): Promise<void> {
  await act(ctx, caller, "social", async (turn, { account }) => {
    const boost = await turn.find(boosts, "originalStatusUri", { originalStatusUri: args.statusUrl });
    if (boost === undefined) return;
    const wrapper = await turn.get(statuses, { id: boost.statusId });
    const original = await turn.get(statuses, { id: boost.originalStatusId });
    if (wrapper === undefined) await turn.delete(boosts, { id: boost.id });
    else await takeBack(ctx, turn, account, wrapper, original);
  });
}

/** Removes a boost of the turn's owner and sends its Undo. The original may be gone. */
export async function takeBack(
  ctx: UserContext,
  turn: Turn,
  account: AccountRow,
  wrapper: StatusRow,
  original: StatusRow | undefined,
): Promise<void> {
  await turn.delete(boosts, { id: wrapper.id });
  await turn.delete(feed, { statusId: wrapper.id });
  await removeStatus(turn, wrapper);
  const author = original && (await turn.get(accounts, { id: original.accountId }));
  if (original === undefined || author === undefined) return;
  const announce = announceActivity(ctx.instance, wrapper, account, {
    uri: original.uri,
    authorUri: author.uri,
  });
  send(turn, account, undoActivity(account, announce), { followers: true, accounts: [author] });
}
