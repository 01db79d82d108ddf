/** Paging by offset and limit, as the specification's interface has it (spec 05: at most 50 in a page). */

import { CoreError } from "../error.ts";

export interface OffsetArgs {
  /** How many to skip. */
  readonly offset: number;
  /** 0 to 50. */
  readonly limit: number;
}

const MAX_LIMIT = 50;
/** What is skipped is walked: beyond this, only cursors page. */
const MAX_OFFSET = 10_000;

/** @throws {CoreError} `LimitExceeded`, `BadArgs` */
export function checkOffset({ offset, limit }: OffsetArgs): void {
  if (limit > MAX_LIMIT)
    throw new CoreError("LimitExceeded", `At most ${MAX_LIMIT} in a page.`, { field: "limit" });
  if (offset > MAX_OFFSET) throw new CoreError("LimitExceeded", "Too far in.", { field: "offset" });
  if (!Number.isInteger(limit) || limit < 0)
    throw new CoreError("BadArgs", "No such limit.", { field: "limit" });
  if (!Number.isInteger(offset) || offset < 0) {
    throw new CoreError("BadArgs", "No such offset.", { field: "offset" });
  }
}

/**
 * The items of one page, out of a walk by ids.
 * @param walk gives the items below an id, newest first, about as many as are wanted, and the last id it looked at;
 *   nothing more when that is absent
 */
export async function byOffset<Item>(
  args: OffsetArgs,
  walk: (
    below: bigint | undefined,
    wanted: number,
  ) => Promise<{ items: readonly Item[]; oldest: bigint | undefined }>,
): Promise<Item[]> {
  checkOffset(args);
  const found: Item[] = [];
  if (args.limit === 0) return found;
  let below: bigint | undefined;
  do {
    const page = await walk(below, Math.min(STEP, args.offset + args.limit - found.length));
    found.push(...page.items);
    below = page.oldest;
  } while (below !== undefined && found.length < args.offset + args.limit);
  return found.slice(args.offset, args.offset + args.limit);
}

/** The most that are walked at a time. */
export const STEP = 80;
