import { expect, it } from "vitest";
import { faultyJourney } from "./faultyJourney.ts";
import { mainJourneys } from "./mainJourneys.ts";

/** A sample: `npm run faults -w adapters/ic` makes every message of all of them trap. */
const SAMPLE = "UC1";
const PLAYS = 3;

it(
  "a main journey goes as it must though canisters trap in it, and a trap at any call of ic0 leaves nothing",
  { timeout: 300_000 },
  async () => {
    const journey = mainJourneys.find(({ story }) => story === SAMPLE);
    if (journey === undefined) throw new Error(`${SAMPLE} is no main journey.`);
    const figures = await faultyJourney(journey, { plays: PLAYS });
    expect(figures.failures).toEqual([]);
    expect(figures.rehearsed).toBe(figures.systemCalls);
    expect(figures.plays).toBe(PLAYS);
    expect(figures.trapped).toBeGreaterThan(PLAYS);
    expect(figures.audited).toBeGreaterThan(4 * PLAYS);
  },
);
