/** UC8: finds users by a part of their handle (spec 05: SearchProfiles). */

import { Handle } from "@mastic/validation";
import type { Context } from "../context.ts";
import { CoreError } from "../error.ts";
import { handleSuffixes, users, type UserRow } from "../schema/instance.ts";
import { INSTANCE, type Bound, type View } from "../store/store.ts";

export interface SearchProfilesArgs {
  /** A part of a handle, in any case, with or without `@`; everybody for an empty one. */
  readonly query: string;
  readonly offset: number;
  /** 1 to 50. */
  readonly limit: number;
}

const MAX_LIMIT = 50;
const MAX_OFFSET = 10_000;
const STEP = 200;

/**
 * Active users, ordered by what follows the match in their handle; all of them, oldest first, for an empty query.
 * @throws {CoreError} `BadArgs`
 */
export async function searchProfiles(ctx: Context, args: SearchProfilesArgs): Promise<UserRow[]> {
  const query = checkArgs(args);
  const wanted = args.offset + args.limit;
  const found = await ctx.store.view(INSTANCE, (view) =>
    query === "" ? everybody(view, wanted) : bySuffix(view, query, wanted),
  );
  return found.slice(args.offset, wanted);
}

function checkArgs({ query, offset, limit }: SearchProfilesArgs): string {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) throw badArgs("limit");
  if (!Number.isInteger(offset) || offset < 0 || offset > MAX_OFFSET) throw badArgs("offset");
  const part = Handle.sanitize(query);
  if (part !== "" && !Handle.is(part)) throw badArgs("query");
  return part;
}

function badArgs(field: string): CoreError {
  return new CoreError("BadArgs", `The ${field} is out of its bounds.`, { field });
}

async function everybody(view: View, wanted: number): Promise<UserRow[]> {
  const found: UserRow[] = [];
  let after: Bound<typeof users> | undefined;
  do {
    const page = await view.scan(users, {
      index: "byStatus",
      equals: { status: "Active" },
      ...(after === undefined ? {} : { after }),
      limit: Math.min(STEP, wanted),
    });
    found.push(...page.rows);
    after = page.next;
  } while (after !== undefined && found.length < wanted);
  return found;
}

/** Handles are of a-z, 0-9 and _, all below `~`: the range holds every suffix that starts with the query. */
async function bySuffix(view: View, query: string, wanted: number): Promise<UserRow[]> {
  const found = new Map<bigint, UserRow>();
  let after: Bound<typeof handleSuffixes> = { suffix: query, userId: 0n };
  for (;;) {
    const page = await view.scan(handleSuffixes, { after, before: { suffix: `${query}~` }, limit: STEP });
    const rows = await view.getMany(
      users,
      page.rows.map((row) => ({ id: row.userId })),
    );
    for (const row of rows) if (row?.status === "Active") found.set(row.id, row);
    if (page.next === undefined || found.size >= wanted) return [...found.values()];
    after = page.next;
  }
}
