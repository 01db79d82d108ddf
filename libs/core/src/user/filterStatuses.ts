/** Single posts that a filter names (Mastodon: methods/filters, statuses). */

import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { MOST_FILTER_PARTS } from "../read/filters.ts";
import { statuses } from "../schema/statuses.ts";
import { filters, filterStatuses, type FilterStatusRow } from "../schema/user.ts";
import { act } from "./act.ts";

/** @throws {CoreError} `NotFound`, `LimitExceeded`, and those of `admit` */
export async function addFilterStatus(
  ctx: UserContext,
  caller: Caller,
  { filterId, statusId }: { readonly filterId: bigint; readonly statusId: bigint },
): Promise<FilterStatusRow> {
  return act(ctx, caller, "private", async (turn) => {
    if ((await turn.get(filters, { id: filterId })) === undefined) {
      throw new CoreError("NotFound", "There is no such filter.");
    }
    if ((await turn.get(statuses, { id: statusId })) === undefined) {
      throw new CoreError("NotFound", "There is no such status.");
    }
    const known = await turn.find(filterStatuses, "status", { filterId, statusId });
    if (known !== undefined) return known;
    if ((await turn.count(filterStatuses, {})) >= MOST_FILTER_PARTS) {
      throw new CoreError("LimitExceeded", `There can be ${MOST_FILTER_PARTS} filtered statuses.`);
    }
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
    if (!(await turn.delete(filterStatuses, { id }))) {
      throw new CoreError("NotFound", "There is no such filtered status.");
    }
  });
}
