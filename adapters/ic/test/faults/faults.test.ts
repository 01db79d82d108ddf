import { afterAll, beforeAll, expect, it } from "vitest";
import { startPlayThread, type PlayThread } from "./playThread.ts";
import { sweepJourney } from "./sweepJourney.ts";

/** One play of some: `npm run faults -w adapters/ic` plays all ten, until messages have trapped at every place. */
const STORIES = ["UC1", "UC3", "UC4", "UC20"];
const SAMPLE = { plays: 1, atOnce: 2, ofEach: 1 };
/** Most go on where those before them have come to. */
const calls = new Set<string>();
/** It begins anew, with the calls that every story makes. */
const ANEW = "UC20";
/** Whose messages rehearse traps as well. */
const REHEARSED = "UC1";

let thread: PlayThread;
beforeAll(() => {
  thread = startPlayThread();
});
afterAll(() => thread.close());

it.each(STORIES)("%s goes as it must though canisters trap in it", { timeout: 600_000 }, async (story) => {
  const rehearses = story === REHEARSED;
  const figures = await sweepJourney((script) => thread.play(story, script), {
    ...SAMPLE,
    rehearses,
    calls: story === ANEW ? new Set() : calls,
  });
  expect(figures.failures).toEqual([]);
  expect(figures.plays).toBe(1);
  expect(figures.traps).toBeGreaterThan(5);
  expect(figures.audited).toBeGreaterThan(4);
  // A trap at any of its calls of ic0 would have left nothing.
  expect(figures.rehearsed).toBe(figures.systemCalls);
  expect(figures.rehearsed > 0).toBe(rehearses);
});
