/** `npm run faults -w adapters/ic`: plays the ten main journeys with a trap at each of their places, and rehearses one at every call (decision 026). */

import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { mainJourneys } from "../test/faults/mainJourneys.ts";
import { startPlayThread } from "../test/faults/playThread.ts";
import { sweepJourney, type FaultFigures } from "../test/faults/sweepJourney.ts";

const HELP = `Plays each of the ten main journeys until messages have trapped at each of its places and the story went on to its end,
and rehearses a trap at every call of ic0 of every message. Ends with 1 when a story does not go as it must, or there
are places left.

  npm run faults -w adapters/ic [-- UC9 ...]

  UC9             these stories alone: ${mainJourneys.map(({ story }) => story).join(", ")}
  --plays         how often each is played at most
  --no-rehearsal  plays alone
  --threads       how many stories at a time; one for each processor otherwise

A line on standard error tells of each play, and of what went wrong in it.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    plays: { type: "string", default: "Infinity" },
    threads: { type: "string", default: String(availableParallelism()) },
    rehearsal: { type: "boolean", default: true },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}
const unknown = positionals.filter((name) => !mainJourneys.some(({ story }) => story === name));
if (unknown.length > 0) {
  console.error(`${unknown.join(", ")}: no main journey. --help lists them.`);
  process.exit(2);
}
/** Fewer than the times that people try again. */
const SCRIPT = { atOnce: 8, ofEach: 4, calls: new Set<string>() };
const started = performance.now();
const rows: (readonly string[])[] = [];
/** Stories that did not go as they must, or have places left. */
const open: string[] = [];

const stories = mainJourneys
  .map(({ story }) => story)
  .filter((story) => positionals.length === 0 || positionals.includes(story));
await Promise.all(Array.from({ length: Number(values.threads) }, sweepOneAfterTheOther));
console.log(`\n${table()}`);
process.exitCode = open.length > 0 ? 1 : 0;

async function sweepOneAfterTheOther(): Promise<void> {
  const thread = startPlayThread();
  for (let story = stories.shift(); story !== undefined; story = stories.shift()) {
    const name = story;
    let told = 0;
    const figures = await sweepJourney((script) => thread.play(name, script), {
      ...SCRIPT,
      rehearses: values.rehearsal,
      plays: Number(values.plays),
      progress: ({ plays, traps, runs, calls, failures }) => {
        const seconds = ((performance.now() - started) / 1_000).toFixed(0);
        console.error(`${seconds} s: ${name}, ${plays} plays, ${traps} traps: at ${runs} runs and ${calls} calls`); // prettier-ignore
        for (const failure of failures.slice(told)) console.error(`${name}: ${failure}`);
        told = failures.length;
      },
    });
    if (!figures.isComplete || figures.failures.length > 0) open.push(name);
    rows.push([name, ...cells(figures)]);
    console.log(rows.at(-1)?.join(" | "));
  }
  await thread.close();
}

function cells(it: FaultFigures): string[] {
  const { systemCalls, rehearsed, messages, plays, traps, runs, calls, audited, failures } = it;
  return [systemCalls, rehearsed, messages, plays, traps, runs, calls, audited, failures.length].map(String);
}

function table(): string {
  const head = ["story", "calls of ic0", "rehearsed", "messages", "plays", "traps", "runs", "new calls", "stores audited", "wrong"]; // prettier-ignore
  const sums = head.slice(1).map((_, at) => String(rows.reduce((sum, row) => sum + Number(row[at + 1]), 0)));
  return [head, head.map(() => "---"), ...rows, ["all", ...sums]]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}
