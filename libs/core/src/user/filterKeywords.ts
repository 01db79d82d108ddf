/** The words that a filter looks for (Mastodon: methods/filters, keywords). */

import { countScalarValues } from "@mastic/validation";
import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { MOST_FILTER_PARTS, MOST_KEYWORD_UNITS } from "../read/filters.ts";
import { filterKeywords, filters, type FilterKeywordRow } from "../schema/user.ts";
import type { Turn } from "../store/store.ts";
import { act } from "./act.ts";

/** A keyword to add, or to change or remove where it has an id. */
export interface KeywordChange {
  readonly id?: bigint | undefined;
  readonly keyword?: string | undefined;
  readonly wholeWord?: boolean | undefined;
  readonly remove?: boolean | undefined;
}

/** In characters. */
const KEYWORD = 512;

/**
 * Adds a keyword, unless the filter has it already: then this says anew whether it is a whole word.
 * @returns the keyword as it is now
 * @throws {CoreError} `NotFound`: no such filter; `BadArgs` (`keyword`), `LimitExceeded`, and those of `admit`
 */
export async function addFilterKeyword(
  ctx: UserContext,
  caller: Caller,
  args: { readonly filterId: bigint; readonly keyword: string; readonly wholeWord?: boolean | undefined },
): Promise<FilterKeywordRow> {
  return act(ctx, caller, "private", async (turn) => {
    if ((await turn.get(filters, { id: args.filterId })) === undefined) {
      throw new CoreError("NotFound", "There is no such filter.");
    }
    return add(turn, args.filterId, args);
  });
}

/**
 * What is left out stays. @returns the keyword as it is now
 * @throws {CoreError} `NotFound`; `BadArgs` (`keyword`): the filter has it already, or it is none; `LimitExceeded`, and
 * those of `admit`
 */
export async function updateFilterKeyword(
  ctx: UserContext,
  caller: Caller,
  { id, ...change }: Pick<KeywordChange, "keyword" | "wholeWord"> & { readonly id: bigint },
): Promise<FilterKeywordRow> {
  return act(ctx, caller, "private", async (turn) => update(turn, await ownKeyword(turn, id), change));
}

/** @throws {CoreError} `NotFound`, and those of `admit` */
export async function removeFilterKeyword(
  ctx: UserContext,
  caller: Caller,
  { id }: { readonly id: bigint },
): Promise<void> {
  await act(ctx, caller, "private", async (turn) => {
    if (!(await turn.delete(filterKeywords, { id }))) throw missing();
  });
}

/** @throws {CoreError} `NotFound`: no such keyword in this filter; `BadArgs` (`keyword`), `LimitExceeded` */
export async function changeKeywords(
  turn: Turn,
  filterId: bigint,
  changes: readonly KeywordChange[],
): Promise<void> {
  for (const { id, remove, ...change } of changes) {
    if (id === undefined) {
      if (remove !== true) await add(turn, filterId, change);
      continue;
    }
    const known = await ownKeyword(turn, id);
    if (known.filterId !== filterId) throw missing();
    if (remove === true) await turn.delete(filterKeywords, { id });
    else await update(turn, known, change);
  }
}

type Change = Pick<KeywordChange, "keyword" | "wholeWord">;

async function add(
  turn: Turn,
  filterId: bigint,
  { keyword = "", wholeWord }: Change,
): Promise<FilterKeywordRow> {
  check(keyword);
  const all = await keywordsOf(turn);
  const known = all.find((row) => row.filterId === filterId && row.keyword === keyword);
  if (known !== undefined) return update(turn, known, { wholeWord });
  if (all.length >= MOST_FILTER_PARTS) throw tooMany();
  checkTogether(all, keyword);
  const row = { id: turn.nextId(), filterId, keyword, wholeWord: wholeWord ?? true };
  await turn.insert(filterKeywords, row);
  return row;
}

async function update(turn: Turn, known: FilterKeywordRow, change: Change): Promise<FilterKeywordRow> {
  const { keyword = known.keyword, wholeWord = known.wholeWord } = change;
  if (keyword !== known.keyword) {
    check(keyword);
    const others = (await keywordsOf(turn)).filter((row) => row.id !== known.id);
    if (others.some((row) => row.filterId === known.filterId && row.keyword === keyword)) {
      throw new CoreError("BadArgs", "The filter has this keyword already.", { field: "keyword" });
    }
    checkTogether(others, keyword);
  }
  const row = { ...known, keyword, wholeWord };
  await turn.put(filterKeywords, row);
  return row;
}

async function keywordsOf(turn: Turn): Promise<readonly FilterKeywordRow[]> {
  return (await turn.scan(filterKeywords, { limit: MOST_FILTER_PARTS })).rows;
}

async function ownKeyword(turn: Turn, id: bigint): Promise<FilterKeywordRow> {
  const row = await turn.get(filterKeywords, { id });
  if (row === undefined) throw missing();
  return row;
}

function check(keyword: string): void {
  if (keyword.trim() === "" || countScalarValues(keyword) > KEYWORD) {
    throw new CoreError("BadArgs", `A keyword has 1 to ${KEYWORD} characters.`, { field: "keyword" });
  }
}

function checkTogether(others: readonly FilterKeywordRow[], keyword: string): void {
  const length = others.reduce((sum, row) => sum + row.keyword.length, keyword.length);
  if (length > MOST_KEYWORD_UNITS) throw tooMany();
}

const missing = (): CoreError => new CoreError("NotFound", "There is no such keyword.");

function tooMany(): CoreError {
  const most = `${MOST_FILTER_PARTS} keywords with ${MOST_KEYWORD_UNITS} characters`;
  return new CoreError("LimitExceeded", `All filters together can have ${most}.`);
}
