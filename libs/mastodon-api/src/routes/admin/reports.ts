/** Mastodon: methods/admin/reports: what people have complained about, and what became of it. */

import { parseId, reports, reportsInAnswer, users, type ReportRow, type View } from "@mastic/core";
import { notFound, type Call } from "../../call.ts";
import { adminReportEntity, type AdminReportView } from "../../entities/admin.ts";
import { adminAccountById, readAsModerator, requireModerator } from "../../moderation.ts";
import { reportedOf } from "../../reported.ts";
import { linkHeader, pageRequest } from "../../paging.ts";
import { ok, type ApiResponse } from "../../request.ts";
import { route, type Route } from "../../route.ts";

type People = Pick<AdminReportView, "reporter" | "target" | "closedBy">;

async function peopleOf(view: View, report: ReportRow, governed: boolean): Promise<People> {
  const closer =
    report.resolvedBy === null
      ? undefined
      : await view.find(users, "principal", { principal: report.resolvedBy });
  return {
    reporter: await adminAccountById(view, report.reporterAccountId, governed),
    target: await adminAccountById(view, report.targetAccountId, governed),
    closedBy: await adminAccountById(view, closer?.id ?? null, governed),
  };
}

async function answer(call: Call, rows: readonly ReportRow[]) {
  const { instance } = call.api.context;
  const people = await readAsModerator(call, async (view, governed) => {
    const found: People[] = [];
    for (const row of rows) found.push(await peopleOf(view, row, governed));
    return found;
  });
  const reported = reportedOf(call.api);
  return Promise.all(
    rows.map(async (report, i) => {
      const nobody = { reporter: undefined, target: undefined, closedBy: undefined };
      return adminReportEntity(instance, {
        report,
        ...(people[i] ?? nobody),
        reported: await reported.read(report),
      });
    }),
  );
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
  const page = found.toSorted((left, right) => (left.id < right.id ? 1 : -1)).slice(0, limit);
  const rows = [...reportsInAnswer(page)];
  const target = call.input.id("target_account_id");
  const author = call.input.id("account_id");
  const wanted = rows.filter(
    ({ targetAccountId, reporterAccountId }) =>
      (target === undefined || targetAccountId === target) &&
      (author === undefined || reporterAccountId === author),
  );
  // The page is what was looked through, however much of it was wanted.
  const seen = { items: rows, newest: rows[0]?.id, oldest: rows.at(-1)?.id };
  const isEnd = rows.length === page.length && page.length < limit;
  return ok(await answer(call, wanted), linkHeader(call, { ...seen, isEnd }));
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
