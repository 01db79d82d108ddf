/** Flag: a report from another server, for our moderators (spec 03: Reports Extension). */

import { htmlToText, idOf } from "@mastic/activitypub";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { moderators, reports, users } from "../schema/instance.ts";
import { statuses } from "../schema/statuses.ts";
import { INSTANCE, type View } from "../store/store.ts";
import { notify } from "../user/notify.ts";
import { bounds, cut } from "./bounds.ts";
import type { Receiver } from "./prepared.ts";

const MODERATORS = 100;

export const receiveFlag: Receiver = async (env, activity, actor) => {
  const activityUri = activity.id;
  const uris = activity.objects.map((ref) => idOf(ref)).filter((uri) => uri !== null);
  const found = await env.ctx.store.view(INSTANCE, (view) =>
    reported(view, uris.slice(0, bounds.reportStatuses)),
  );
  if (found.target === undefined || activityUri === null) return undefined;
  const { target, statusUris } = found;
  return {
    subscribers: "nobody",
    also: found.moderators,
    shared: async (turn) => {
      if (turn.owner !== INSTANCE) return;
      await turn.insertIfAbsent(reports, {
        id: turn.nextId(),
        reporter: actor.uri,
        reporterAccountId: actor.id,
        targetAccountId: target.id,
        targetActorUri: target.uri,
        targetStatusUris: statusUris,
        category: "other",
        reason: reasonOf(activity.content ?? ""),
        brokenRules: [],
        forwarded: "no",
        activityUri,
        state: "Open",
        createdAt: turn.now,
        resolvedAt: null,
        resolvedBy: null,
      });
    },
    user: async (turn, self) => {
      if (found.moderators.includes(self.id))
        await notify(turn, "admin.report", actor, `report:${activityUri}`);
      return false;
    },
  };
};

/** The reporter's words as plain text, cut to what a report holds. */
export const reasonOf = (content: string): string =>
  cut(htmlToText(cut(content, bounds.note)).trim(), bounds.reportReason);

/** The local account reported, and those of the named statuses that are its. */
async function reported(
  view: View,
  uris: readonly string[],
): Promise<{ target: AccountRow | undefined; statusUris: string[]; moderators: bigint[] }> {
  let target: AccountRow | undefined;
  const rows = [];
  for (const uri of uris) {
    const account = await view.find(accounts, "uri", { uri });
    if (account !== undefined) {
      if (account.host === null) target ??= account;
      continue;
    }
    const status = await view.find(statuses, "uri", { uri });
    if (status?.local === true) rows.push(status);
  }
  const first = rows[0];
  if (target === undefined && first !== undefined) target = await view.get(accounts, { id: first.accountId });
  const own = rows.filter((row) => row.accountId === target?.id).map((row) => row.uri);
  return { target, statusUris: own, moderators: target === undefined ? [] : await moderatorIds(view) };
}

async function moderatorIds(view: View): Promise<bigint[]> {
  const { rows } = await view.scan(moderators, { limit: MODERATORS });
  const ids: bigint[] = [];
  for (const { principal } of rows) {
    const user = await view.find(users, "principal", { principal });
    if (user !== undefined) ids.push(user.id);
  }
  return ids;
}
