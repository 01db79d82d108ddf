/** What this user has published, as far as the asker may see it (spec 05: GetLocalStatus; WI-0.9-2: GetStatuses). */

import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { statusesOf } from "../read/accountWalk.ts";
import { pageOf } from "../read/page.ts";
import { mediaOf } from "../read/statusView.ts";
import { byOwnId } from "../read/walk.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import type { MediaRow } from "../schema/media.ts";
import { statuses, Visibility, type StatusRow } from "../schema/statuses.ts";
import { profiles } from "../schema/user.ts";
import type { View } from "../store/store.ts";
import { byOffset, STEP, type OffsetArgs } from "./offset.ts";
import { canSee } from "./visibility.ts";

export interface Requester {
  /** The actor URI of who asks, proven by whoever passes it on. */
  readonly requesterActorUri?: string | null | undefined;
}

/** The public face of the user; for anybody. @throws {CoreError} `NotFound` */
export async function getProfile(ctx: UserContext): Promise<AccountRow> {
  const account = await ctx.store.view(ctx.owner, (view) => view.get(accounts, { id: ctx.owner }));
  if (account === undefined || account.suspended)
    throw new CoreError("NotFound", "There is no such account.");
  return account;
}

/** One status. @throws {CoreError} `NotFound` when there is none, or not for the asker to see */
export async function getLocalStatus(
  ctx: UserContext,
  caller: Caller,
  args: Requester & { readonly id: bigint },
): Promise<StatusRow> {
  return ctx.store.view(ctx.owner, (view) => visible(ctx, view, caller, args));
}

/** The attachments of one status. @throws {CoreError} `NotFound` as `getLocalStatus` */
export async function getStatusMedia(
  ctx: UserContext,
  caller: Caller,
  args: Requester & { readonly id: bigint },
): Promise<MediaRow[]> {
  return ctx.store.view(ctx.owner, async (view) =>
    mediaOf(view, (await visible(ctx, view, caller, args)).id),
  );
}

async function visible(
  ctx: UserContext,
  view: View,
  caller: Caller,
  args: Requester & { readonly id: bigint },
): Promise<StatusRow> {
  const status = await view.get(statuses, { id: args.id });
  const author = await view.get(accounts, { id: ctx.owner });
  if (status?.accountId === ctx.owner && author !== undefined) {
    if (await canSee(view, await asker(ctx, view, caller, args, author), status, author)) return status;
  }
  throw new CoreError("NotFound", "There is no such status.");
}

/** Statuses and boosts, newest first. Direct ones are for their author alone here. @throws {CoreError} `LimitExceeded`, `BadArgs`, `NotFound` */
export async function getStatuses(
  ctx: UserContext,
  caller: Caller,
  args: Requester & OffsetArgs,
): Promise<StatusRow[]> {
  return ctx.store.view(ctx.owner, async (view) => {
    const author = await view.get(accounts, { id: ctx.owner });
    if (author === undefined) throw new CoreError("NotFound", "There is no such account.");
    const requester = await asker(ctx, view, caller, args, author);
    return byOffset(args, async (below) => {
      const page = await pageOf(
        statusesOf(view, author, Visibility),
        byOwnId.idOf,
        { limit: STEP, maxId: below },
        (rows) => keep(view, rows, requester, author),
      );
      return { items: page.items, oldest: page.oldest };
    });
  });
}

async function keep(
  view: View,
  rows: readonly StatusRow[],
  requester: string | null,
  author: AccountRow,
): Promise<StatusRow[]> {
  const kept: StatusRow[] = [];
  for (const row of rows) {
    if (row.visibility === "direct" && requester !== author.uri) continue;
    if (await canSee(view, requester, row, author)) kept.push(row);
  }
  return kept;
}

/** The owner asks as the author; everyone else as who they were proven to be. */
async function asker(
  ctx: UserContext,
  view: View,
  caller: Caller,
  args: Requester,
  author: AccountRow,
): Promise<string | null> {
  return (await isOwnerOf(ctx, view, caller)) ? author.uri : (args.requesterActorUri ?? null);
}

/** Whether the caller is the owner; unlike `requireOwner`, a question without a refusal. */
export async function isOwnerOf(ctx: UserContext, view: View, caller: Caller): Promise<boolean> {
  const profile = await view.get(profiles, { accountId: ctx.owner });
  return caller.principal !== null && profile?.principal === caller.principal;
}
