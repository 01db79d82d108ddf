/** Reports an account to the moderators, and to its own server when asked (spec 04: Reports; spec 03: Reports Extension). */

import { countScalarValues, tryParseUrl } from "@mastic/validation";
import type { Caller, Context } from "../context.ts";
import { flagActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import {
  reports,
  users,
  type BrokenRule,
  type ReportCategory,
  type ReportRow,
  type UserRow,
} from "../schema/instance.ts";
import { statuses } from "../schema/statuses.ts";
import { INSTANCE, type Turn } from "../store/store.ts";
import { deliver } from "../user/send.ts";
import { MOST_RULES } from "./policy.ts";
import { requirePrincipal } from "./who.ts";

export interface FileReportArgs {
  /** The actor URI of the account reported. */
  readonly actorUri: string;
  /** Statuses of that account. */
  readonly statusUris?: readonly string[] | undefined;
  /** 1 to 1,000 characters. */
  readonly reason: string;
  readonly category?: (typeof ReportCategory)[number] | undefined;
  /** The rules that were broken, each id once: only a `violation` breaks any. */
  readonly brokenRules?: readonly BrokenRule[] | undefined;
  /** Also tell the account's own server, in the name of the instance. */
  readonly forward?: boolean | undefined;
  /**
   * The inbox of an account of another server that is not known to this Directory, as a home that knows it says. Such a
   * report has the `targetAccountId` 0.
   */
  readonly targetInbox?: string | undefined;
}

const REASON = 1_000;
const STATUSES = 50;
/** Of one reporter: what waits for the moderators, and is kept and forwarded until then, has an end. */
const OPEN = 20;

/**
 * @throws {CoreError} `AnonymousPrincipal`, `NotRegistered`, `Suspended`, `NotFound`, `BadArgs` (`reason`, `statusUris`, `brokenRules`),
 * `LimitExceeded` while 20 reports of the same reporter are open
 */
export async function fileReport(ctx: Context, caller: Caller, args: FileReportArgs): Promise<ReportRow> {
  const principal = requirePrincipal(caller);
  const reason = checkReason(args.reason);
  return ctx.store.turn(INSTANCE, async (turn) => {
    const reporter = await requireActive(turn, principal);
    await requireFewOpen(turn, principal);
    const target = await turn.find(accounts, "uri", { uri: args.actorUri });
    const inbox = target === undefined ? args.targetInbox : inboxOf(target);
    if (inbox === undefined) throw new CoreError("NotFound", "There is no such account.");
    const statusUris = await checkStatuses(turn, target?.id, args.statusUris ?? []);
    const row: ReportRow = {
      id: turn.nextId(),
      reporter: principal,
      reporterAccountId: reporter.id,
      targetAccountId: target?.id ?? 0n,
      targetActorUri: args.actorUri,
      targetStatusUris: statusUris,
      category: args.category ?? "other",
      reason,
      brokenRules: args.category === "violation" ? checkRules(args.brokenRules ?? []) : [],
      forwarded: args.forward === true && inbox !== null ? "yes" : "no",
      activityUri: null,
      state: "Open",
      createdAt: turn.now,
      resolvedAt: null,
      resolvedBy: null,
    };
    await turn.insert(reports, row);
    if (args.forward === true && inbox !== null) forward(ctx, turn, row, inbox);
    return row;
  });
}

function checkReason(input: string): string {
  const reason = input.trim();
  const isText = !/[\0\ud800-\udfff]/u.test(reason);
  if (isText && reason !== "" && countScalarValues(reason) <= REASON) return reason;
  throw new CoreError("BadArgs", `A reason of 1 to ${REASON} characters is needed.`, { field: "reason" });
}

/** A rule that is named again is still one. */
function checkRules(input: readonly BrokenRule[]): BrokenRule[] {
  const rules = [...new Map(input.map((rule) => [rule.id, rule])).values()];
  if (rules.length <= MOST_RULES) return rules;
  throw new CoreError("BadArgs", `There are at most ${MOST_RULES} rules.`, { field: "brokenRules" });
}

async function requireActive(turn: Turn, principal: string): Promise<UserRow> {
  const row = await turn.find(users, "principal", { principal });
  if (row === undefined) throw new CoreError("NotRegistered", "You have no account here.");
  if (row.status !== "Active") throw new CoreError("Suspended", "This account may not do that now.");
  return row;
}

async function requireFewOpen(turn: Turn, reporter: string): Promise<void> {
  const open = await turn.scanKeys(reports, {
    index: "byReporter",
    equals: { reporter, state: "Open" },
    limit: OPEN,
    // A few more than that for a while do less harm than no reports at all.
    mayMiss: true,
  });
  if (open.keys.length < OPEN) return;
  const text = `${OPEN} of your reports are waiting for the moderators: more can be sent once they have looked at some.`;
  throw new CoreError("LimitExceeded", text);
}

/** On the IC a status lives in its author's home, so one that is unknown here is taken at its word. */
async function checkStatuses(
  turn: Turn,
  target: bigint | undefined,
  uris: readonly string[],
): Promise<string[]> {
  const wanted = [...new Set(uris)];
  const refused = new CoreError("BadArgs", "These are no statuses of that account.", { field: "statusUris" });
  if (wanted.length > STATUSES || wanted.some((uri) => tryParseUrl(uri) === undefined)) throw refused;
  for (const uri of wanted) {
    const status = await turn.find(statuses, "uri", { uri });
    if (status !== undefined && status.accountId !== target) throw refused;
  }
  return wanted;
}

/** @returns `null` for who lives here: there is nobody else to tell */
function inboxOf({ host, sharedInbox, inbox }: AccountRow): string | null {
  return host === null ? null : (sharedInbox ?? inbox);
}

function forward(ctx: Context, turn: Turn, row: ReportRow, inbox: string): void {
  const flag = flagActivity(ctx.instance, {
    id: row.id,
    reason: row.reason,
    actorUri: row.targetActorUri,
    statusUris: row.targetStatusUris,
  });
  deliver(turn, flag.id, inbox, { id: flag.id, content: JSON.stringify(flag) });
}
