/** Reports as the operator's commands show them: accounts by name, where they are known. */

import { accounts, INSTANCE, parseId, type Directory, type ReportRow, type View } from "@mastic/core";
import type { Administration, ReportState, ReportSummary } from "../commands/administration.ts";
import { CommandError } from "../commands/host.ts";
import type { Node } from "../node.ts";

type Operator = Parameters<Directory["listReports"]>[0];

const stored = { open: "Open", resolved: "Resolved", dismissed: "Dismissed" } as const;
const shown = { Open: "open", Resolved: "resolved", Dismissed: "dismissed" } as const satisfies Record<
  ReportRow["state"],
  ReportState
>;

export async function listReports(
  node: Node,
  operator: Operator,
  { state, before, limit }: Parameters<Administration["listReports"]>[0],
): Promise<ReportSummary[]> {
  const rows = await node.directory.listReports(operator, {
    state: stored[state],
    limit,
    ...(before === undefined ? {} : { before: reportId(before) }),
  });
  return summaries(node, rows);
}

/** @throws {CommandError} when there is no such report */
export async function closeReport(
  node: Node,
  operator: Operator,
  how: "resolveReport" | "dismissReport",
  id: string,
): Promise<ReportSummary> {
  const [summary] = await summaries(node, [await node.directory[how](operator, { id: reportId(id) })]);
  if (summary === undefined) throw new Error("a report was lost");
  return summary;
}

/** @throws {CommandError} */
function reportId(text: string): bigint {
  const id = parseId(text);
  if (id === undefined) throw new CommandError(`${JSON.stringify(text)} is no id of a report.`);
  return id;
}

async function summaries(node: Node, rows: readonly ReportRow[]): Promise<ReportSummary[]> {
  return node.store.view(INSTANCE, async (view) => {
    const found = [];
    for (const row of rows) found.push(await summary(view, row));
    return found;
  });
}

async function summary(view: View, row: ReportRow): Promise<ReportSummary> {
  return {
    id: row.id.toString(),
    state: shown[row.state],
    category: row.category,
    reporter: (await nameOf(view, row.reporterAccountId)) ?? row.reporter,
    target: (await nameOf(view, row.targetAccountId)) ?? row.targetActorUri,
    targetUri: row.targetActorUri,
    statuses: row.targetStatusUris,
    reason: row.reason,
    forwarded: row.forwarded === "yes",
    createdAt: row.createdAt,
    resolvedAt: row.resolvedAt,
  };
}

async function nameOf(view: View, id: bigint | null): Promise<string | undefined> {
  const account = id === null ? undefined : await view.get(accounts, { id });
  return account === undefined ? undefined : `@${account.acct}`;
}
