/**
 * enforceDomainBlock: brings every known account of a domain into line with the domain blocks as they are now; where a
 * host is suspended, follows end in both directions (Mastodon: moderation, "Suspend" of a server).
 */

import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { subscriptions } from "../../schema/instance.ts";
import { followRequests } from "../../schema/user.ts";
import { INSTANCE, type Bound, type Turn } from "../../store/store.ts";
import { removeFollower } from "../../user/followers.ts";
import { removeFollowing } from "../../user/following.ts";
import type { FederationContext } from "../context.ts";
import { domainPolicy, domainsAbove } from "../domainPolicy.ts";
import { done, type Performer } from "./outcome.ts";
import { recordOf, textOf } from "./payload.ts";

/** How many hosts one view walks over, and how many accounts or users one turn changes. */
const HOSTS = 500;
const STEP = 100;

export function enforceDomainBlock(ctx: FederationContext): Performer {
  return async (effect) => {
    const domain = textOf(recordOf(effect.payload), "domain");
    // Behind every local account, whose host is null.
    let after: string | undefined = "";
    while (after !== undefined) {
      const page = await hostsAfter(ctx, after);
      for (const host of page.hosts) if (domainsAbove(host).includes(domain)) await enforceAt(ctx, host);
      after = page.next;
    }
    return done;
  };
}

/** The distinct hosts of known accounts, each found by one step over the index. */
async function hostsAfter(
  ctx: FederationContext,
  from: string,
): Promise<{ readonly hosts: string[]; readonly next: string | undefined }> {
  return ctx.store.view(INSTANCE, async (view) => {
    const hosts: string[] = [];
    for (let host = from; hosts.length < HOSTS; host = hosts.at(-1) ?? host) {
      const { rows } = await view.scan(accounts, { index: "byHost", after: { host }, limit: 1 });
      const found = rows[0]?.host;
      if (typeof found !== "string") return { hosts, next: undefined };
      hosts.push(found);
    }
    return { hosts, next: hosts.at(-1) };
  });
}

async function enforceAt(ctx: FederationContext, host: string): Promise<void> {
  let after: Bound<typeof accounts> | undefined;
  do {
    const from = after;
    const page = await ctx.store.turn(INSTANCE, async (turn) => {
      const { rows, next } = await turn.scan(accounts, {
        index: "byHost",
        equals: { host },
        ...(from === undefined ? {} : { after: from }),
        limit: STEP,
      });
      const policy = await domainPolicy(turn, host);
      for (const row of rows) await mark(turn, row, policy);
      return { severed: policy === "suspend" ? rows : [], next };
    });
    for (const account of page.severed) await sever(ctx, account);
    after = page.next;
  } while (after !== undefined);
}

/** What an account is suspended for by itself outlives the block of its domain. */
async function mark(
  turn: Turn,
  row: AccountRow,
  policy: Awaited<ReturnType<typeof domainPolicy>>,
): Promise<void> {
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
async function sever(ctx: FederationContext, { uri }: AccountRow): Promise<void> {
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
