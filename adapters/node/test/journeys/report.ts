/** What came of the journeys: a table of stories and hosts for people, and the same as data. */

import type { Outcome } from "./play.ts";

export type Report = Readonly<Record<string, Readonly<Record<string, "pass" | "fail">>>>;

/** @returns `{ "UC1": { "node-sqlite": "pass" } }`, in the order of the outcomes */
export function reportOf(outcomes: readonly Outcome[]): Report {
  const report: Record<string, Record<string, "pass" | "fail">> = {};
  for (const { story, host, failure } of outcomes) {
    report[story] = { ...report[story], [host]: failure === undefined ? "pass" : "fail" };
  }
  return report;
}

/** @returns a line for each story with a column for each host, then a line for each failure */
export function tableOf(outcomes: readonly Outcome[]): string {
  const hosts = [...new Set(outcomes.map(({ host }) => host))];
  const titles = new Map(outcomes.map(({ story, title }) => [story, title]));
  const width = Math.max("title".length, ...[...titles.values()].map((title) => title.length));
  const row = (story: string, title: string, cells: readonly string[]): string =>
    [story.padEnd(5), title.padEnd(width), ...cells].join("  ").trimEnd();
  const report = reportOf(outcomes);
  return [
    row("story", "title", hosts),
    ...[...titles].map(([story, title]) =>
      row(
        story,
        title,
        hosts.map((host) => (report[story]?.[host] ?? "-").padEnd(host.length)),
      ),
    ),
    ...outcomes.flatMap(({ story, host, failure }) =>
      failure === undefined ? [] : [`\n${story} on ${host}: ${failure}`],
    ),
  ].join("\n");
}
