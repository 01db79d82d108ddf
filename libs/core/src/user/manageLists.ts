/** Lists of followed accounts, each with a timeline of its own (Mastodon: methods/lists). */

import { countScalarValues } from "@mastic/validation";
import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { Audience } from "../read/audience.ts";
import { MOST_LISTS } from "../read/lists.ts";
import { belongsInFeed, isInLanguages, isSilenced } from "../receive/deliverToUser.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { statuses } from "../schema/statuses.ts";
import { following, listMembers, lists, type FollowingRow, type ListRow } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { act } from "./act.ts";
import { putInList, removeFromFeed, removeFromList } from "./feed.ts";

export interface ListArgs {
  readonly title: string;
  readonly repliesPolicy: ListRow["repliesPolicy"];
  /** Whether its members' posts stay out of the home timeline. */
  readonly exclusive: boolean;
}
export interface ListMembersArgs {
  readonly listId: bigint;
  readonly accountIds: readonly bigint[];
}

const TITLE = 256;
/** How many accounts one call adds. */
const ADDED = 100;
/** How many members are read at once. */
const MEMBERS = 500;
/** How much of what a new member wrote and boosted lately comes into the list. */
const RECENT = 40;

/** @throws {CoreError} `BadArgs` (`title`), `LimitExceeded`, and those of `admit` */
export async function createList(ctx: UserContext, caller: Caller, args: ListArgs): Promise<ListRow> {
  const title = titleOf(args.title);
  return act(ctx, caller, "private", async (turn) => {
    if ((await turn.count(lists, {})) >= MOST_LISTS) {
      throw new CoreError("LimitExceeded", `There can be ${MOST_LISTS} lists.`);
    }
    const { repliesPolicy, exclusive } = args;
    const row = { id: turn.nextId(), title, repliesPolicy, exclusive, createdAt: turn.now };
    await turn.insert(lists, row);
    return row;
  });
}

/** What is left out stays. @throws {CoreError} `BadArgs` (`title`), `NotFound`, and those of `admit` */
export async function updateList(
  ctx: UserContext,
  caller: Caller,
  args: Partial<ListArgs> & { readonly listId: bigint },
): Promise<ListRow> {
  const title = args.title === undefined ? undefined : titleOf(args.title);
  return act(ctx, caller, "private", async (turn) => {
    const list = await ownList(turn, args.listId);
    const row = {
      ...list,
      title: title ?? list.title,
      repliesPolicy: args.repliesPolicy ?? list.repliesPolicy,
      exclusive: args.exclusive ?? list.exclusive,
    };
    await turn.put(lists, row);
    if (row.exclusive && !list.exclusive) await keepFromHome(turn, list.id);
    return row;
  });
}

/** @throws {CoreError} `NotFound`, and those of `admit` */
export async function deleteList(
  ctx: UserContext,
  caller: Caller,
  args: { readonly listId: bigint },
): Promise<void> {
  await act(ctx, caller, "private", async (turn) => {
    await ownList(turn, args.listId);
    await turn.delete(lists, { id: args.listId });
  });
}

/**
 * Adds accounts that the owner follows, with what they wrote lately.
 * @throws {CoreError} `NotFound`: no such list, or one is not followed; `BadArgs` (`accountIds`): one is in it already;
 * and those of `admit`
 */
export async function addToList(ctx: UserContext, caller: Caller, args: ListMembersArgs): Promise<void> {
  const wanted = [...new Set(args.accountIds)];
  if (wanted.length > ADDED) throw refused(`At most ${ADDED} accounts at a time.`);
  await act(ctx, caller, "private", async (turn, { account: self }) => {
    const list = await ownList(turn, args.listId);
    for (const accountId of wanted) {
      const member = await turn.get(accounts, { id: accountId });
      const follow = member && (await turn.get(following, { actorUri: member.uri }));
      if (member === undefined || follow === undefined) {
        throw new CoreError("NotFound", "You do not follow this account.");
      }
      const row = { listId: list.id, accountId, id: turn.nextId(), createdAt: turn.now };
      if (!(await turn.insertIfAbsent(listMembers, row))) throw refused("It is in this list already.");
      if (follow.status === "Accepted") await fill(ctx, turn, self, list, member, follow);
      if (list.exclusive) while (await removeFromFeed(turn, accountId));
    }
  });
}

/** Those that are not in it are passed over. @throws {CoreError} `NotFound`, and those of `admit` */
export async function removeMembers(ctx: UserContext, caller: Caller, args: ListMembersArgs): Promise<void> {
  await act(ctx, caller, "private", async (turn) => {
    const list = await ownList(turn, args.listId);
    for (const accountId of new Set(args.accountIds)) await removeFromList(turn, list.id, accountId);
  });
}

/** Takes what the members brought out of the home timeline: no more than stands there. */
async function keepFromHome(turn: Turn, listId: bigint): Promise<void> {
  let after: bigint | undefined;
  do {
    const { rows, next } = await turn.scan(listMembers, {
      equals: { listId },
      ...(after === undefined ? {} : { after: { accountId: after } }),
      limit: MEMBERS,
    });
    for (const { accountId } of rows) while (await removeFromFeed(turn, accountId));
    after = next === undefined ? undefined : rows.at(-1)?.accountId;
  } while (after !== undefined);
}

async function fill(
  ctx: UserContext,
  turn: Turn,
  self: AccountRow,
  list: ListRow,
  member: AccountRow,
  follow: FollowingRow,
): Promise<void> {
  const audience = new Audience(turn, turn.owner);
  const { rows } = await turn.scan(statuses, {
    index: "byAccount",
    equals: { accountId: member.id },
    reverse: true,
    limit: RECENT,
  });
  for (const status of rows.reverse()) {
    if (!(await audience.maySee(status, member))) continue;
    const belongs =
      status.boostOfId === null
        ? await belongsInFeed(turn, self, member, status, follow, isMentioned(status.mentions, self.id))
        : await mayShowBoost(turn, audience, status.boostOfId, member, follow);
    if (belongs) await putInList(turn, list, status, ctx.instance.limits);
  }
}

async function mayShowBoost(
  turn: Turn,
  audience: Audience,
  originalId: bigint,
  booster: AccountRow,
  follow: FollowingRow,
): Promise<boolean> {
  if (!follow.showReblogs || (await isSilenced(turn, booster.uri))) return false;
  const original = await turn.get(statuses, { id: originalId });
  const author = original && (await turn.get(accounts, { id: original.accountId }));
  if (original === undefined || author === undefined || author.id === turn.owner) return false;
  return isInLanguages(follow, original) && audience.wantsToSee(original, author);
}

function isMentioned(mentions: readonly { readonly accountId: string }[], id: bigint): boolean {
  return mentions.some(({ accountId }) => accountId === id.toString());
}

async function ownList(turn: Turn, id: bigint): Promise<ListRow> {
  const row = await turn.get(lists, { id });
  if (row === undefined) throw new CoreError("NotFound", "There is no such list.");
  return row;
}

function titleOf(text: string): string {
  const title = text.trim();
  if (title === "" || countScalarValues(title) > TITLE) {
    throw new CoreError("BadArgs", `A title has 1 to ${TITLE} characters.`, { field: "title" });
  }
  return title;
}

function refused(message: string): CoreError {
  return new CoreError("BadArgs", message, { field: "accountIds" });
}
