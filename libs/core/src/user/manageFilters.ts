/** Filters: what their owner does not want to read, where, and for how long (Mastodon: methods/filters). */

import { countScalarValues } from "@mastic/validation";
import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { loadFilter, MOST_FILTERS, type FilterView } from "../read/filters.ts";
import { filters, type FilterContext, type FilterRow } from "../schema/user.ts";
import type { Millis, Turn } from "../store/store.ts";
import { act } from "./act.ts";
import { changeKeywords, type KeywordChange } from "./filterKeywords.ts";

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

/** @throws {CoreError} `BadArgs` (`title`, `context`), and those of `changeKeywords` and `admit` */
export async function createFilter(ctx: UserContext, caller: Caller, args: FilterArgs): Promise<FilterView> {
  check(args);
  return act(ctx, caller, "private", async (turn) => {
    if ((await turn.count(filters, {})) >= MOST_FILTERS) {
      throw new CoreError("LimitExceeded", `There can be ${MOST_FILTERS} filters.`);
    }
    const { title, action, expiresAt } = args;
    const context = [...new Set(args.context)];
    const row = { id: turn.nextId(), title: title.trim(), context, action, expiresAt, createdAt: turn.now };
    await turn.insert(filters, row);
    await changeKeywords(turn, row.id, args.keywords);
    return asItIs(turn, row.id);
  });
}

/** What is left out stays. @throws {CoreError} `NotFound`, and those of `createFilter` */
export async function updateFilter(
  ctx: UserContext,
  caller: Caller,
  args: Partial<FilterArgs> & { readonly filterId: bigint },
): Promise<FilterView> {
  check(args);
  return act(ctx, caller, "private", async (turn) => {
    const { filter: known } = await asItIs(turn, args.filterId);
    const row = {
      ...known,
      title: args.title?.trim() ?? known.title,
      context: args.context === undefined ? known.context : [...new Set(args.context)],
      action: args.action ?? known.action,
      expiresAt: args.expiresAt === undefined ? known.expiresAt : args.expiresAt,
    };
    await turn.put(filters, row);
    await changeKeywords(turn, row.id, args.keywords ?? []);
    return asItIs(turn, row.id);
  });
}

/** @throws {CoreError} `NotFound`, and those of `admit` */
export async function deleteFilter(
  ctx: UserContext,
  caller: Caller,
  args: { readonly filterId: bigint },
): Promise<void> {
  await act(ctx, caller, "private", async (turn) => {
    if (!(await turn.delete(filters, { id: args.filterId }))) throw missing();
  });
}

function check({ title, context }: Partial<FilterArgs>): void {
  if (title !== undefined && (title.trim() === "" || countScalarValues(title) > TITLE)) {
    throw new CoreError("BadArgs", `A title has 1 to ${TITLE} characters.`, { field: "title" });
  }
  if (context?.length === 0) {
    throw new CoreError("BadArgs", "A filter holds somewhere.", { field: "context" });
  }
}

async function asItIs(turn: Turn, id: bigint): Promise<FilterView> {
  const found = await loadFilter(turn, id);
  if (found === undefined) throw missing();
  return found;
}

const missing = (): CoreError => new CoreError("NotFound", "There is no such filter.");
