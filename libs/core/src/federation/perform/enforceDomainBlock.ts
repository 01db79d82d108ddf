/**
 * enforceDomainBlock: brings every known account of a domain into line with the domain blocks as they are now; where a
 * host is suspended, follows end in both directions (Mastodon: moderation, "Suspend" of a server).
 *
 * Accounts are walked over a page at a time, and what follows is an effect of its own: in a canister a performance is
 * one message, which has to end however many accounts are known.
 */

import { effect } from "../../effects.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { subscriptions } from "../../schema/instance.ts";
import { followRequests } from "../../schema/user.ts";
import { INSTANCE, type Bound, type Turn } from "../../store/store.ts";
import { removeFollower } from "../../user/followers.ts";
import { removeFollowing } from "../../user/following.ts";
import type { HomeContext } from "../context.ts";
import { accountPolicy, liesIn, type DomainPolicy } from "../domainPolicy.ts";
import { done, type Performer } from "./outcome.ts";
import { recordOf, textOf } from "./payload.ts";

/** How many accounts one performance looks at, and how many accounts or users one turn changes. */
const PAGE = 500;
const STEP = 100;

export function enforceDomainBlock(ctx: HomeContext): Performer {
  return async ({ payload }) => {
    const record = recordOf(payload);
    const domain = textOf(record, "domain");
    const from = record["after"] === undefined ? undefined : recordOf(record["after"]);
    // What lives here has no host, and so is not in the index.
    const { rows, next } = await ctx.store.view(INSTANCE, (view) =>
      view.scan(accounts, {
        index: "byHost",
        after: from === undefined ? {} : { host: textOf(from, "host"), id: BigInt(textOf(from, "id")) },
        limit: PAGE,
      }),
    );
    const covered = rows.filter((row) => liesIn(domain, row));
    for (let start = 0; start < covered.length; start += STEP) {
      await enforceOn(ctx, covered.slice(start, start + STEP));
    }
    const last = rows.at(-1);
    if (next === undefined || last?.host == null) return done;
    const after = { host: last.host, id: last.id.toString() };
    const rest = effect(
      { kind: "enforceDomainBlock", payload: { domain, after } },
      { key: `${domain} ${after.id}` },
    );
    await ctx.store.turn(INSTANCE, async (turn) => turn.emit(rest));
    return done;
  };
}

async function enforceOn(ctx: HomeContext, covered: readonly AccountRow[]): Promise<void> {
  const severed = await ctx.store.turn(INSTANCE, async (turn) => {
    const suspended: AccountRow[] = [];
    for (const { id } of covered) {
      const row = await turn.get(accounts, { id });
      if (row === undefined || row.host === null) continue;
      const policy = await accountPolicy(turn, row.host, row.acct);
      await mark(turn, row, policy);
      if (policy === "suspend") suspended.push(row);
    }
    return suspended;
  });
  for (const account of severed) await sever(ctx, account);
}

/** What an account is suspended for by itself outlives the block of its domain. */
async function mark(turn: Turn, row: AccountRow, policy: DomainPolicy): Promise<void> {
  const isSuspendedItself = row.suspended && !row.suspendedWithDomain;
  const suspendedWithDomain = policy === "suspend" && !isSuspendedItself;
  const change = {
    suspended: isSuspendedItself || suspendedWithDomain,
    suspendedWithDomain,
    limited: policy === "silence",
  };
  if (change.suspendedWithDomain === row.suspendedWithDomain && change.limited === row.limited) return;
  await turn.update(accounts, { id: row.id }, change);
}

/** Ends every tie between local users and the account. Nothing is sent: its host is not written to any more. */
async function sever(ctx: HomeContext, { uri }: AccountRow): Promise<void> {
  if (ctx.home !== undefined) {
    await ctx.store.turn(ctx.home, (turn) => part(turn, uri));
    return;
  }
  // Homes that have a store each are told by themselves.
  if (ctx.separateStores === true) return;
  let after: Bound<typeof subscriptions> | undefined;
  do {
    const from = after;
    const { rows, next } = await ctx.store.view(INSTANCE, (view) =>
      view.scan(subscriptions, {
        equals: { actorUri: uri },
        ...(from === undefined ? {} : { after: from }),
        limit: STEP,
      }),
    );
    const results = await ctx.store.turns(
      rows.map(({ userId }) => [userId, (turn: Turn) => part(turn, uri)] as const),
    );
    for (const result of results) if (result.status === "rejected") throw result.reason;
    after = next;
  } while (after !== undefined);
}

async function part(turn: Turn, actorUri: string): Promise<void> {
  await removeFollower(turn, actorUri);
  await removeFollowing(turn, actorUri);
  await turn.delete(followRequests, { actorUri });
}
