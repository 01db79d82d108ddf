/** Reports as the moderators read and close them (spec 02: reports; spec 04: Reports). */

import type { Caller, Context } from "../context.ts";
import { CoreError } from "../error.ts";
import { reports, type ReportRow, type ReportState } from "../schema/instance.ts";
import { INSTANCE } from "../store/store.ts";
import { requireModerator } from "./moderators.ts";

export interface ListReportsArgs {
  readonly state: ReportState;
  /** 1 to 100. */
  readonly limit: number;
  /** Only older ones than this. */
  readonly before?: bigint | undefined;
}

/** Reports in one state, newest first. @throws {CoreError} `Unauthorized`, `BadArgs` (`limit`) */
export async function listReports(ctx: Context, caller: Caller, args: ListReportsArgs): Promise<ReportRow[]> {
  const { state, limit, before } = args;
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new CoreError("BadArgs", "The limit is out of its bounds.", { field: "limit" });
  }
  return ctx.store.view(INSTANCE, async (view) => {
    await requireModerator(view, caller);
    const bound = before === undefined ? {} : { before: { id: before } };
    const page = await view.scan(reports, {
      index: "byState",
      equals: { state },
      ...bound,
      reverse: true,
      limit,
    });
    return page.rows;
  });
}

/** A moderator has acted on it. @throws {CoreError} `Unauthorized`, `NotFound` */
export async function resolveReport(
  ctx: Context,
  caller: Caller,
  args: { readonly id: bigint },
): Promise<ReportRow> {
  return settle(ctx, caller, args.id, "Resolved");
}

/** A moderator has seen nothing to act on. @throws {CoreError} `Unauthorized`, `NotFound` */
export async function dismissReport(
  ctx: Context,
  caller: Caller,
  args: { readonly id: bigint },
): Promise<ReportRow> {
  return settle(ctx, caller, args.id, "Dismissed");
}

async function settle(ctx: Context, caller: Caller, id: bigint, state: ReportState): Promise<ReportRow> {
  return ctx.store.turn(INSTANCE, async (turn) => {
    const principal = await requireModerator(turn, caller);
    const row = await turn.get(reports, { id });
    if (row === undefined) throw new CoreError("NotFound", "There is no such report.");
    if (row.state !== "Open") return row;
    const change = { state, resolvedAt: turn.now, resolvedBy: principal };
    await turn.update(reports, { id }, change);
    return { ...row, ...change };
  });
}
