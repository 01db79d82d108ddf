/**
 * Keeps a report from another server where only the accounts of this node are known, and their statuses are elsewhere:
 * in a Directory whose users have stores of their own (spec 03: Reports Extension).
 */

import type { Context } from "../context.ts";
import { userUrls } from "../document/urls.ts";
import { readLocalUri } from "../federation/localUri.ts";
import { bounds } from "../receive/bounds.ts";
import { reasonOf } from "../receive/flag.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { reports } from "../schema/instance.ts";
import { INSTANCE, type View } from "../store/store.ts";

export interface ReceivedReport {
  /** The id of the Flag: told again, it is one report. */
  readonly activityUri: string;
  /** The actor who reports, as the Federation has verified. */
  readonly reporterUri: string;
  /** What the Flag names: an account of this node, statuses of that account. */
  readonly objectUris: readonly string[];
  /** The reporter's words, HTML or text. */
  readonly content: string;
}

/** @returns whether it is about anybody here */
export async function receiveReport(
  { store, instance }: Context,
  { activityUri, reporterUri, objectUris, content }: ReceivedReport,
): Promise<boolean> {
  return store.turn(INSTANCE, async (turn) => {
    const statusUris: string[] = [];
    let target: AccountRow | undefined;
    for (const uri of objectUris.slice(0, bounds.reportStatuses)) {
      const local = readLocalUri(instance, uri);
      const account = local && (await accountOf(turn, userUrls(instance.origin, local.handle).actor));
      if (local === undefined || account === undefined) continue;
      target ??= account;
      if (local.statusId !== null && account.id === target.id) statusUris.push(uri);
    }
    if (target === undefined) return false;
    await turn.insertIfAbsent(reports, {
      id: turn.nextId(),
      reporter: reporterUri,
      reporterAccountId: null,
      targetAccountId: target.id,
      targetActorUri: target.uri,
      targetStatusUris: statusUris,
      category: "other",
      reason: reasonOf(content),
      brokenRules: [],
      forwarded: "no",
      activityUri,
      state: "Open",
      createdAt: turn.now,
      resolvedAt: null,
      resolvedBy: null,
    });
    return true;
  });
}

async function accountOf(view: View, uri: string): Promise<AccountRow | undefined> {
  const account = await view.find(accounts, "uri", { uri });
  return account?.host === null ? account : undefined;
}
