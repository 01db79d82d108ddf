/**
 * The Delete(Person) of a leaving user: to followers, to those followed, to everyone here who knew the account, and to
 * who had to do with what it wrote: their servers and homes keep that, and show it to others.
 */

import type { Context } from "../../context.ts";
import type { ActivityDocument } from "../../document/activity.ts";
import { effect } from "../../effects.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { isListed, statuses, type StatusRow, type Visibility } from "../../schema/statuses.ts";
import { followerInboxes, following } from "../../schema/user.ts";
import type { Turn } from "../../store/store.ts";
import { witnesses } from "../../user/reach.ts";
import { deliver, send } from "../../user/send.ts";

const PAGE = 200;
/** How many statuses one turn goes through. */
const STATUSES = 100;

/** Where a walk over what an account wrote has come to. */
export interface WitnessCursor {
  readonly visibility: Visibility;
  readonly id: bigint;
}

/** Each page of inboxes is served and forgotten in one turn; a crash goes on where it stopped. */
export async function sayGoodbye(
  ctx: Context,
  account: AccountRow,
  farewell: ActivityDocument,
): Promise<void> {
  const body = { id: farewell.id, content: JSON.stringify(farewell) };
  await ctx.store.turn(account.id, async (turn) => {
    const payload = { activityId: farewell.id, actorUri: account.uri, targets: [], toFollowers: true };
    turn.emit(effect({ kind: "route", payload }, { key: farewell.id, body }));
  });
  while (await ctx.store.turn(account.id, (turn) => tellFollowers(turn, body)));
  while (await ctx.store.turn(account.id, (turn) => tellFollowed(turn, account.uri, body)));
}

type Body = { readonly id: string; readonly content: string };

async function tellFollowers(turn: Turn, body: Body): Promise<boolean> {
  const { rows, next } = await turn.scan(followerInboxes, { limit: PAGE });
  for (const { inbox } of rows) {
    deliver(turn, body.id, inbox, body);
    await turn.delete(followerInboxes, { inbox });
  }
  return next !== undefined;
}

async function tellFollowed(turn: Turn, actorUri: string, body: Body): Promise<boolean> {
  const { rows, next } = await turn.scan(following, { limit: PAGE });
  const others = await turn.getMany(
    accounts,
    rows.map((row) => ({ id: row.accountId })),
  );
  for (const other of others) {
    if (other === undefined || other.host === null || other.suspended) continue;
    deliver(turn, body.id, other.sharedInbox ?? other.inbox, body);
  }
  // Where they have stores of their own, those followed on this node hear of it by name.
  const near = others.flatMap((other) => (other?.host === null ? [other.id.toString()] : []));
  if (near.length > 0) {
    const payload = { activityId: body.id, actorUri, targets: near, toFollowers: false };
    turn.emit(effect({ kind: "route", payload }, { key: `${body.id} ${near[0] ?? ""}`, body }));
  }
  for (const row of rows) await turn.delete(following, { actorUri: row.actorUri });
  return next !== undefined;
}

/**
 * Tells who boosted, liked or answered the next hundred of the account's statuses, or is mentioned in them.
 * @param after where the step before has come to; `undefined` for the first
 * @returns where this one has, or `undefined` at the end. Taken again, a step tells the same people the same.
 */
export async function tellWitnesses(
  ctx: Context,
  account: AccountRow,
  farewell: ActivityDocument,
  after: WitnessCursor | undefined,
): Promise<WitnessCursor | undefined> {
  return ctx.store.turn(account.id, async (turn) => {
    const { rows, next } = await turn.scan(statuses, {
      index: "byAccount",
      equals: { accountId: account.id },
      ...(after === undefined ? {} : { after }),
      limit: STATUSES,
    });
    const found = new Map<bigint, AccountRow>();
    for (const status of rows.filter(hasWitnesses))
      for (const witness of await witnesses(turn, status)) found.set(witness.id, witness);
    send(turn, account, farewell, { followers: false, accounts: [...found.values()] });
    const last = rows.at(-1);
    return next === undefined || last === undefined
      ? undefined
      : { visibility: last.visibility, id: last.id };
  });
}

function hasWitnesses(status: StatusRow): boolean {
  if (status.boostOfId !== null) return false;
  const { boostCount, likeCount, replyCount, mentions, inReplyToId } = status;
  if (mentions.length > 0) return true;
  return isListed(status.visibility) && (boostCount + likeCount + replyCount > 0 || inReplyToId !== null);
}
