/** Filters: words and posts that their owner does not want to read (Mastodon: methods/filters). */

import { countScalarValues } from "@mastic/validation";
import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { MOST_FILTER_PARTS, MOST_FILTERS } from "../read/filters.ts";
import { statuses } from "../schema/statuses.ts";
import {
  filterKeywords,
  filters,
  filterStatuses,
  type FilterContext,
  type FilterRow,
  type FilterStatusRow,
} from "../schema/user.ts";
import type { Millis, Turn } from "../store/store.ts";
import { act } from "./act.ts";

/** A keyword to add, or to change or remove where it has an id. */
export interface KeywordChange {
  readonly id?: bigint | undefined;
  readonly keyword?: string | undefined;
  readonly wholeWord?: boolean | undefined;
  readonly remove?: boolean | undefined;
}

export interface FilterArgs {
  readonly title: string;
  /** At least one. */
  readonly context: readonly FilterContext[];
  readonly action: FilterRow["action"];
  /** `null` for ever. */
  readonly expiresAt: Millis | null;
  readonly keywords: readonly KeywordChange[];
}

/** In characters. */
const TITLE = 256;
const KEYWORD = 512;

/** @throws {CoreError} `BadArgs` (`title`, `context`, `keyword`), `LimitExceeded`, and those of `admit` */
export async function createFilter(ctx: UserContext, caller: Caller, args: FilterArgs): Promise<FilterRow> {
  check(args);
  return act(ctx, caller, "private", async (turn) => {
    if ((await turn.count(filters, {})) >= MOST_FILTERS) throw tooMany("filters");
    const { title, action, expiresAt } = args;
    const context = [...new Set(args.context)];
    const row = { id: turn.nextId(), title: title.trim(), context, action, expiresAt, createdAt: turn.now };
    await turn.insert(filters, row);
    await changeKeywords(turn, row.id, args.keywords);
    return row;
  });
}

/** What is left out stays. @throws {CoreError} `NotFound`, and those of `createFilter` */
export async function updateFilter(
  ctx: UserContext,
  caller: Caller,
  args: Partial<FilterArgs> & { readonly filterId: bigint },
): Promise<FilterRow> {
  check(args);
  return act(ctx, caller, "private", async (turn) => {
    const known = await ownFilter(turn, args.filterId);
    const row = {
      ...known,
      title: args.title?.trim() ?? known.title,
      context: args.context === undefined ? known.context : [...new Set(args.context)],
      action: args.action ?? known.action,
      expiresAt: args.expiresAt === undefined ? known.expiresAt : args.expiresAt,
    };
    await turn.put(filters, row);
    await changeKeywords(turn, row.id, args.keywords ?? []);
    return row;
  });
}

/** @throws {CoreError} `NotFound`, and those of `admit` */
export async function deleteFilter(
  ctx: UserContext,
  caller: Caller,
  args: { readonly filterId: bigint },
): Promise<void> {
  await act(ctx, caller, "private", async (turn) => {
    await ownFilter(turn, args.filterId);
    await turn.delete(filters, { id: args.filterId });
  });
}

/** @throws {CoreError} `NotFound`, `LimitExceeded`, and those of `admit` */
export async function addFilterStatus(
  ctx: UserContext,
  caller: Caller,
  { filterId, statusId }: { readonly filterId: bigint; readonly statusId: bigint },
): Promise<FilterStatusRow> {
  return act(ctx, caller, "private", async (turn) => {
    await ownFilter(turn, filterId);
    if ((await turn.get(statuses, { id: statusId })) === undefined) throw missing("There is no such status.");
    const known = await turn.find(filterStatuses, "status", { filterId, statusId });
    if (known !== undefined) return known;
    if ((await turn.count(filterStatuses, {})) >= MOST_FILTER_PARTS) throw tooMany("filtered statuses");
    const row = { id: turn.nextId(), filterId, statusId };
    await turn.insert(filterStatuses, row);
    return row;
  });
}

/** @throws {CoreError} `NotFound`, and those of `admit` */
export async function removeFilterStatus(
  ctx: UserContext,
  caller: Caller,
  { id }: { readonly id: bigint },
): Promise<void> {
  await act(ctx, caller, "private", async (turn) => {
    if (!(await turn.delete(filterStatuses, { id }))) throw missing("There is no such filtered status.");
  });
}

async function changeKeywords(
  turn: Turn,
  filterId: bigint,
  changes: readonly KeywordChange[],
): Promise<void> {
  for (const { id, keyword, wholeWord, remove } of changes) {
    if (id === undefined) {
      if (remove === true) continue;
      if (keyword === undefined) throw refused("keyword");
      if ((await turn.count(filterKeywords, {})) >= MOST_FILTER_PARTS) throw tooMany("keywords");
      const row = { id: turn.nextId(), filterId, keyword, wholeWord: wholeWord ?? true };
      await turn.insert(filterKeywords, row);
      continue;
    }
    const known = await turn.get(filterKeywords, { id });
    if (known?.filterId !== filterId) throw missing("There is no such keyword.");
    if (remove === true) await turn.delete(filterKeywords, { id });
    else {
      const change = { keyword: keyword ?? known.keyword, wholeWord: wholeWord ?? known.wholeWord };
      await turn.update(filterKeywords, { id }, change);
    }
  }
}

function check({ title, context, keywords }: Partial<FilterArgs>): void {
  if (title !== undefined && !isBounded(title, TITLE)) throw refused("title");
  if (context?.length === 0) throw refused("context");
  if (keywords?.some(({ keyword }) => keyword !== undefined && !isBounded(keyword, KEYWORD)) === true) {
    throw refused("keyword");
  }
}

function isBounded(text: string, most: number): boolean {
  return text.trim() !== "" && countScalarValues(text) <= most;
}

async function ownFilter(turn: Turn, id: bigint): Promise<FilterRow> {
  const row = await turn.get(filters, { id });
  if (row === undefined) throw missing("There is no such filter.");
  return row;
}

function missing(message: string): CoreError {
  return new CoreError("NotFound", message);
}

function refused(field: string): CoreError {
  return new CoreError("BadArgs", `The ${field} is not acceptable.`, { field });
}

function tooMany(what: string): CoreError {
  return new CoreError("LimitExceeded", `There can be no more ${what}.`);
}
