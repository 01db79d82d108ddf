import { expect, it } from "vitest";
import { FaultTally } from "./faultyNodes.ts";
import { mainJourneys } from "./mainJourneys.ts";
import { playFaulty } from "./playFaulty.ts";
import { randomFrom } from "./random.ts";

/** A sample: `npm run faults -w adapters/ic` plays all of them, with as many seeds as it is told. */
const BUDGET_MS = 45_000;
const seed = Number(process.env["FAULTS_SEED"] ?? "20261121");

it(
  "a main journey goes as it must though canisters trap in it at any call of ic0",
  { timeout: 300_000 },
  async () => {
    const random = randomFrom(seed);
    const started = performance.now();
    const tally = new FaultTally();
    const left = [...mainJourneys];
    do {
      const [journey] = left.splice(Math.floor(random() * left.length), 1);
      if (journey === undefined) break;
      await playFaulty(journey, { seed, every: 25 }, tally);
    } while (performance.now() - started < BUDGET_MS / 2);
    expect(tally.traps.length).toBeGreaterThan(3);
    expect(tally.audited).toBeGreaterThan(4);
  },
);
