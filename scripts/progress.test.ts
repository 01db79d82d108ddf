import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { step } from "./progress.mjs";

let said: string[];
beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a long step says what goes on with the time, and how far it is where it says nothing", async () => {
  let done = 0;
  const ended = step(
    "building",
    async (say) => {
      await vi.advanceTimersByTimeAsync(4_000);
      say("@mastic/core");
      await vi.advanceTimersByTimeAsync(12_500);
      done = 3;
      await vi.advanceTimersByTimeAsync(8_000);
      return 0;
    },
    () => `${done} of 9`,
  );
  expect(await ended).toBe(0);
  expect(said).toEqual([
    "mastic: building ...",
    "mastic:     4.0 s  @mastic/core",
    "mastic:    14.0 s  0 of 9",
    "mastic:    24.0 s  3 of 9",
    "mastic: done in 24.5 s",
  ]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a step that fails says so, and passes on the exit code", async () => {
  expect(await step("building", async () => 2)).toBe(2);
  expect(said).toEqual(["mastic: building ...", "mastic: that failed after 0.0 s (exit code 2)"]);
});
