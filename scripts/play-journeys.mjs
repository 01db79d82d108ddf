/**
 * Plays every user story on every host, prints the table, and writes reports/journeys.json: what `npm run journeys`
 * runs, on a Node that reads TypeScript. `node scripts/play-journeys.mjs UC1 UC2` plays these alone, and writes nothing.
 */
import { journeys } from "@mastic/core/contract";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import buildCanisters from "../adapters/ic/test/globalSetup.ts";
import { canisterStories } from "../adapters/ic/test/journeys/canisterStories.ts";
import { canisterNodes } from "../adapters/ic/test/journeys/host.ts";
import { hosts as nodeHosts } from "../adapters/node/test/journeys/hosts.ts";
import { operatorStories } from "../adapters/node/test/journeys/operatorStories.ts";
import { missingStories, playOn, STORIES } from "../adapters/node/test/journeys/play.ts";
import { reportOf, tableOf } from "../adapters/node/test/journeys/report.ts";
import { expectedTranscript } from "../adapters/node/test/journeys/transcripts.ts";

const wanted = process.argv.slice(2);
const hosts = { ...nodeHosts, canisters: canisterNodes };
buildCanisters();

const outcomes = [];
for (const journey of journeys) {
  if (wanted.length > 0 && !wanted.includes(journey.story)) continue;
  const transcript = expectedTranscript(journey.story);
  for (const host of Object.entries(hosts)) outcomes.push(await playOn(host, journey, transcript));
}
const operators = { "node-sqlite": operatorStories(), canisters: canisterStories() };
for (const [host, stories] of Object.entries(operators)) {
  for (const { journey, open } of stories) {
    if (wanted.length > 0 && !wanted.includes(journey.story)) continue;
    outcomes.push(await playOn([host, open], journey, expectedTranscript(journey.story)));
  }
}
outcomes.sort((a, b) => STORIES.indexOf(a.story) - STORIES.indexOf(b.story));
const ofOperators = Object.values(operators).flatMap((stories) => stories.map(({ journey }) => journey));
const missing = missingStories([...journeys, ...ofOperators]);

console.log(tableOf(outcomes));
if (missing.length > 0) console.log(`\nNo journey yet for ${missing.join(", ")}.`);

if (wanted.length === 0) {
  const reports = join(import.meta.dirname, "../reports");
  await mkdir(reports, { recursive: true });
  await writeFile(join(reports, "journeys.json"), `${JSON.stringify(reportOf(outcomes), undefined, 2)}\n`);
}
process.exitCode = missing.length > 0 || outcomes.some(({ failure }) => failure !== undefined) ? 1 : 0;
