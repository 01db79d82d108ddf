/** Applies a received activity: to the shared tables, then to each local user it concerns, each in a turn of its own. */

import type { Activity } from "@mastic/activitypub";
import type { Prepared } from "../../receive/prepared.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import type { subscriptions } from "../../schema/instance.ts";
import { inbox, type ActivityType } from "../../schema/user.ts";
import { INSTANCE, type Bound, type Page, type Turn, type View } from "../../store/store.ts";
import type { HomeContext } from "../context.ts";
import { isBadValue } from "./badValues.ts";
import { subscribers } from "./subscribers.ts";

export interface Application extends Told {
  readonly activity: Activity;
  /** Local users it names. */
  readonly targets: ReadonlySet<bigint>;
  /** Whether the actor's subscribers are among the receivers. */
  readonly toSubscribers: boolean;
}

/** What one user is told of an activity. */
export interface Told {
  readonly activityUri: string;
  readonly type: ActivityType;
  readonly actor: AccountRow;
  readonly prepared: Prepared;
}

/** How many users' turns are made in one commit. */
const BATCH = 100;

/** @throws what a user's turn threw, once the others are done: repeating is harmless */
export async function apply(ctx: HomeContext, it: Application): Promise<void> {
  const { prepared } = it;
  const isForUsers = prepared.user !== undefined || ctx.separateStores === true;
  const isForSubscribers = isForUsers && it.toSubscribers && prepared.subscribers !== "nobody";
  const { shared } = prepared;
  // Read in the same turn: most actors have one page of subscribers here.
  const first =
    shared === undefined
      ? undefined
      : await ctx.store.turn(INSTANCE, async (turn) => {
          await shared(turn);
          return isForSubscribers ? subscribersOf(turn, it) : undefined;
        });
  if (isForUsers) {
    const failures = await applyTo(ctx, it, [...it.targets]);
    if (isForSubscribers) failures.push(...(await applyToSubscribers(ctx, it, first)));
    if (failures.length > 0) throw failures.find((failure) => !isBadValue(failure)) ?? failures[0];
  }
  if (prepared.after !== undefined) while (await ctx.store.turn(INSTANCE, prepared.after)) continue;
}

async function applyToSubscribers(
  ctx: HomeContext,
  it: Application,
  first: Page<typeof subscriptions> | undefined,
): Promise<unknown[]> {
  const failures: unknown[] = [];
  const read = (after?: Bound<typeof subscriptions>): Promise<Page<typeof subscriptions>> =>
    ctx.store.view(INSTANCE, (view) => subscribersOf(view, it, after));
  let page = first ?? (await read());
  for (;;) {
    const users = page.rows.map((row) => row.userId).filter((id) => !it.targets.has(id));
    failures.push(...(await applyTo(ctx, it, users)));
    if (page.next === undefined) return failures;
    page = await read(page.next);
  }
}

function subscribersOf(
  view: View,
  { actor: { uri: actorUri }, prepared }: Application,
  after?: Bound<typeof subscriptions>,
): Promise<Page<typeof subscriptions>> {
  const which = prepared.subscribers === "followers" ? "followers" : "everyone";
  return subscribers(view, { actorUri, which }, { after, limit: BATCH });
}

/** @returns what went wrong; one user's trouble does not keep an activity from the others */
async function applyTo(ctx: HomeContext, it: Application, users: readonly bigint[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (let start = 0; start < users.length; start += BATCH) {
    let pending = users.slice(start, start + BATCH);
    while (pending.length > 0) {
      const turns = pending.map((user) => [user, (turn: Turn) => applyOnce(ctx, turn, it)] as const);
      const results = await ctx.store.turns(turns);
      for (const result of results) if (result.status === "rejected") failures.push(result.reason);
      pending = pending.filter((_, index) => {
        const result = results[index];
        return result?.status === "fulfilled" && result.value;
      });
    }
  }
  return failures;
}

/** @returns whether this user's part needs another turn */
export async function applyOnce(ctx: HomeContext, turn: Turn, it: Told): Promise<boolean> {
  const self = await turn.get(accounts, { id: turn.owner });
  if (self === undefined || self.suspended) return false;
  const seen = await turn.find(inbox, "activityUri", { activityUri: it.activityUri });
  // A Follow told again is answered again.
  if (seen !== undefined && it.type !== "Follow") return false;
  if (ctx.separateStores === true && it.prepared.shared !== undefined) await it.prepared.shared(turn);
  if ((await it.prepared.user?.(turn, self)) === true) return true;
  if (seen !== undefined) return false;
  const id = turn.nextId();
  if (turn.now % FORGET_EVERY === 0) await forgetOld(turn);
  await turn.insert(inbox, {
    id,
    activityUri: it.activityUri,
    activityType: it.type,
    actorUri: it.actor.uri,
    isBoost: it.type === "Announce",
    originalStatusUri: it.prepared.originalStatusUri ?? null,
    createdAt: turn.now,
  });
  return false;
}

/** What was received longer ago than this is not told again by any server that retries: it is forgotten. */
const REMEMBERED = 90 * 24 * 3_600_000;
/** In every so many milliseconds' activities, so many old ones go. */
const FORGET_EVERY = 8;
const FORGOTTEN = 50;

async function forgetOld(turn: Turn): Promise<void> {
  const { rows } = await turn.scan(inbox, {
    index: "byTime",
    before: { createdAt: turn.now - REMEMBERED },
    limit: FORGOTTEN,
  });
  for (const { id } of rows) await turn.delete(inbox, { id });
}
