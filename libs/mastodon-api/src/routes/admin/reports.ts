/** Mastodon: methods/admin/reports: what people have complained about, and what became of it. */

import {
  INSTANCE,
  parseId,
  reports,
  statuses,
  users,
  Audience,
  viewStatuses,
  type ReportRow,
  type StatusRow,
  type View,
} from "@mastic/core";
import { notFound, type Call } from "../../call.ts";
import { adminReportEntity, type AdminReportView } from "../../entities/admin.ts";
import { adminAccountById, readAsModerator, requireModerator } from "../../moderation.ts";
import { linkHeader, pageRequest } from "../../paging.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

async function reportView(view: View, report: ReportRow, governed: boolean): Promise<AdminReportView> {
  const found: StatusRow[] = [];
  for (const uri of report.targetStatusUris) {
    const status = await view.find(statuses, "uri", { uri });
    if (status !== undefined) found.push(status);
  }
  const closer =
    report.resolvedBy === null
      ? undefined
      : await view.find(users, "principal", { principal: report.resolvedBy });
  return {
    report,
    reporter: await adminAccountById(view, report.reporterAccountId, governed),
    target: await adminAccountById(view, report.targetAccountId, governed),
    closedBy: await adminAccountById(view, closer?.id ?? null, governed),
    statuses: await viewStatuses(new Audience(view, INSTANCE), found),
  };
}

async function answer(call: Call, rows: readonly ReportRow[]) {
  const { instance, now } = call.api.context;
  const views = await readAsModerator(call, async (view, governed) => {
    const made: AdminReportView[] = [];
    for (const row of rows) made.push(await reportView(view, row, governed));
    return made;
  });
  return views.map((it) => adminReportEntity(instance, it, now()));
}

/** Open ones, or with `resolved` those that are closed; newest first. */
async function list(call: Call): Promise<ApiResponse> {
  const caller = await requireModerator(call);
  const { limit, maxId } = pageRequest(call, { fallback: 100, max: 100 });
  const states =
    call.input.boolean("resolved") === true ? (["Resolved", "Dismissed"] as const) : (["Open"] as const);
  const found: ReportRow[] = [];
  for (const state of states) {
    found.push(...(await call.api.directory.listReports(caller, { state, limit, before: maxId })));
  }
  const rows = found.toSorted((left, right) => (left.id < right.id ? 1 : -1)).slice(0, limit);
  const target = call.input.id("target_account_id");
  const author = call.input.id("account_id");
  const wanted = rows.filter(
    ({ targetAccountId, reporterAccountId }) =>
      (target === undefined || targetAccountId === target) &&
      (author === undefined || reporterAccountId === author),
  );
  // The page is what was looked through, however much of it was wanted.
  const page = { items: rows, newest: rows[0]?.id, oldest: rows.at(-1)?.id, isEnd: rows.length < limit };
  return ok(await answer(call, wanted), linkHeader(call, page));
}

/** @throws {ApiError} 403, 404 */
async function one(call: Call): Promise<ReportRow> {
  const id = parseId(call.params["id"] ?? "");
  const row = await readAsModerator(call, async (view) =>
    id === undefined ? undefined : view.get(reports, { id }),
  );
  if (row === undefined) throw notFound();
  return row;
}

export const adminReportRoutes: readonly Route[] = [
  route("GET", "/api/v1/admin/reports", "admin:read:reports", list),
  route("GET", "/api/v1/admin/reports/:id", "admin:read:reports", async (call) =>
    ok((await answer(call, [await one(call)]))[0] ?? null),
  ),
  route("POST", "/api/v1/admin/reports/:id/resolve", "admin:write:reports", async (call) => {
    const caller = await requireModerator(call);
    const { id } = await one(call);
    const row = await call.api.directory.resolveReport(caller, { id });
    return ok((await answer(call, [row]))[0] ?? null);
  }),
];
