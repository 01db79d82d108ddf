/** `mastic report ...`: what people and other servers have told the moderators (Mastodon: moderation, "Reports"). */

import { Option, type Command } from "commander";
import { printable } from "../observability/printable.ts";
import { REPORT_STATES, type ReportState, type ReportSummary } from "./administration.ts";
import type { CommandHost } from "./host.ts";
import { wholeNumber } from "./options.ts";
import { administer } from "./session.ts";

/** So many are read in one go. */
const PAGE = 100;

const ID = "as `mastic report list` has it";

export function addReport(program: Command, host: CommandHost): void {
  const report = program.command("report").description("read reports, and close them");

  report
    .command("list")
    .addOption(new Option("--state <state>", "which of them").choices(REPORT_STATES).default("open" as const))
    .option("--limit <count>", "stop after so many", wholeNumber(1, 1_000_000))
    .option("--json", "one JSON object a line", false)
    .description("list the reports, newest first")
    .action(({ state, limit, json }: { state: ReportState; limit?: number; json: boolean }) =>
      administer(host, async (node) => {
        let left = limit ?? Number.POSITIVE_INFINITY;
        let before: string | undefined;
        if (!json) host.print(columns.join("\t"));
        do {
          const asked = Math.min(PAGE, left);
          const reports = await node.listReports({
            state,
            limit: asked,
            ...(before === undefined ? {} : { before }),
          });
          for (const it of reports) host.print(json ? JSON.stringify(it) : described(it));
          left -= reports.length;
          before = reports.length < asked ? undefined : reports.at(-1)?.id;
        } while (before !== undefined && left > 0);
      }),
    );

  report
    .command("resolve")
    .argument("<id>", ID)
    .description("close a report that was acted on")
    .action((id: string) => administer(host, async (node) => tell(host, await node.resolveReport(id))));

  report
    .command("dismiss")
    .argument("<id>", ID)
    .description("close a report that calls for nothing")
    .action((id: string) => administer(host, async (node) => tell(host, await node.dismissReport(id))));
}

/** One that was closed before stays as it was. */
function tell(host: CommandHost, { id, state }: ReportSummary): void {
  host.print(`Report ${id} is ${state}`);
}

const columns = ["id", "state", "since", "by", "about", "category", "reason", "statuses"];

function described(report: ReportSummary): string {
  const { id, state, createdAt, reporter, target, category, reason, statuses } = report;
  const day = new Date(createdAt).toISOString().slice(0, 10);
  const cells = [id, state, day, reporter, target, category, reason, statuses.join(" ") || "-"];
  return cells.map(printable).join("\t");
}
