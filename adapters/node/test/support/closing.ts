/** Whatever a test file starts is closed when the file ends, however its tests and hooks end. */

import { afterAll } from "vitest";

const closers: (() => Promise<unknown>)[] = [];

/** Registers what to do at the end of the file; the last one registered is done first. */
export function closeAtEnd(close: () => Promise<unknown>): void {
  closers.push(close);
}

afterAll(async () => {
  const results = await Promise.allSettled(
    closers
      .splice(0)
      .toReversed()
      .map((close) => close()),
  );
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
});
