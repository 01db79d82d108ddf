/** The Update of a poll with its figures as they are. */

import type { Context } from "../context.ts";
import { pollActivity } from "../document/activity.ts";
import { mediaOf } from "../read/statusView.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { pollVotes, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";
import { distinct } from "./compose.ts";
import { witnesses } from "./reach.ts";
import { send } from "./send.ts";
import { canSee } from "./visibility.ts";

/** How many voters are told by name; most of them follow the author anyway. */
const VOTERS = 200;

/** To followers, and to whoever voted or had to do with it, as far as they may see it still. */
export async function sendFigures(
  ctx: Context,
  turn: Turn,
  self: AccountRow,
  status: StatusRow,
): Promise<void> {
  const media = await mediaOf(turn, status.id);
  const { rows } = await turn.scan(pollVotes, { equals: { statusId: status.id }, limit: VOTERS });
  const voters = await turn.getMany(
    accounts,
    rows.map((row) => ({ id: row.accountId })),
  );
  const known = voters.filter((row) => row !== undefined);
  const told: AccountRow[] = [];
  for (const account of distinct([...(await witnesses(turn, status)), ...known])) {
    if (await canSee(turn, account.uri, status, self)) told.push(account);
  }
  send(turn, self, pollActivity(ctx.instance, status, self, media, turn.now), {
    followers: status.visibility !== "direct",
    accounts: told,
  });
}
