/** `npm run journeys`: plays every user story on every host, prints stories x hosts, and writes reports/journeys.json. */

import { journeys, playJourney, type Journey, type OpenJourneyHost } from "@mastic/core/contract";
import { mkdirSync, writeFileSync } from "node:fs";
import { hosts } from "./hosts.ts";
import { expectedTranscript } from "./transcripts.ts";

const reports = new URL("../../../../reports/", import.meta.url);

/** @returns `pass`, or why not */
async function outcome(journey: Journey, open: OpenJourneyHost): Promise<string> {
  try {
    const told = await playJourney(journey, open);
    const expected = expectedTranscript(journey.story);
    const at = expected.findIndex((line, index) => line !== told[index]);
    if (at < 0 && told.length === expected.length) return "pass";
    const line = at < 0 ? expected.length : at;
    return `fail: line ${line + 1} tells ${told[line] ?? "nothing"}, not ${expected[line] ?? "nothing"}`;
  } catch (error) {
    return `fail: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const names = Object.keys(hosts);
const width = Math.max(...journeys.map((journey) => journey.title.length)) + 2;
const report: Record<string, Record<string, string>> = {};
console.log(`${"".padEnd(width + 6)}${names.join("  ")}`);
for (const journey of journeys) {
  const row: Record<string, string> = {};
  for (const [name, open] of Object.entries(hosts)) row[name] = await outcome(journey, open);
  report[journey.story] = row;
  const marks = names.map((name) => (row[name] === "pass" ? "pass" : "FAIL").padEnd(name.length));
  console.log(`${journey.story.padEnd(6)}${journey.title.padEnd(width)}${marks.join("  ")}`);
}
mkdirSync(reports, { recursive: true });
writeFileSync(new URL("journeys.json", reports), `${JSON.stringify(report, null, 2)}\n`);
const failures = Object.entries(report).flatMap(([story, row]) =>
  Object.entries(row).flatMap(([name, it]) => (it === "pass" ? [] : [`${story} on ${name}: ${it}`])),
);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
