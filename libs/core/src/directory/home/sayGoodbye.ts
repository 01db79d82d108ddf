/** The Delete(Person) of a leaving user: to followers, to those followed, and to everyone here who knew the account. */

import type { Context } from "../../context.ts";
import type { ActivityDocument } from "../../document/activity.ts";
import { effect } from "../../effects.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { followerInboxes, following } from "../../schema/user.ts";
import type { Turn } from "../../store/store.ts";
import { deliver } from "../../user/send.ts";

const PAGE = 200;

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
