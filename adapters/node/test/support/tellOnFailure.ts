/** What the processes of a test printed, shown when a test fails and only then. */

import { beforeEach, onTestFailed } from "vitest";

const SHOWN_CHARACTERS = 6_000;

/** @param outputs what to show, by name, read at the time of the failure */
export function tellOnFailure(outputs: () => Readonly<Record<string, string>>): void {
  beforeEach(() => {
    onTestFailed(() => {
      for (const [name, output] of Object.entries(outputs())) {
        console.error(`--- ${name} ---\n${output.slice(-SHOWN_CHARACTERS)}`);
      }
    });
  });
}
