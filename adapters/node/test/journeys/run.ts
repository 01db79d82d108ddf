/** `npm run journeys`: plays every user story on every host, prints the table, and writes reports/journeys.json. */

import { journeys } from "@mastic/core/contract";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hosts } from "./hosts.ts";
import { missingStories, playOn, type Outcome } from "./play.ts";
import { reportOf, tableOf } from "./report.ts";
import { expectedTranscript } from "./transcripts.ts";

const outcomes: Outcome[] = [];
for (const journey of journeys) {
  const transcript = expectedTranscript(journey.story);
  for (const host of Object.entries(hosts)) outcomes.push(await playOn(host, journey, transcript));
}
const missing = missingStories(journeys);

console.log(tableOf(outcomes));
if (missing.length > 0) console.log(`\nNo journey yet for ${missing.join(", ")}.`);

const reports = join(import.meta.dirname, "../../../../reports");
await mkdir(reports, { recursive: true });
await writeFile(join(reports, "journeys.json"), `${JSON.stringify(reportOf(outcomes), undefined, 2)}\n`);
process.exitCode = missing.length > 0 || outcomes.some(({ failure }) => failure !== undefined) ? 1 : 0;
