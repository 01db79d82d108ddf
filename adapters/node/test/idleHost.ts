/** A host for commands that are looked at and never run. */

import type { CommandHost } from "../src/commands/host.ts";

const never = (): Promise<never> => Promise.reject(new Error("this command is not to be run"));

export const idleHost: CommandHost = {
  environment: {},
  workingDirectory: "/",
  version: "0.0.0",
  input: {
    [Symbol.asyncIterator]: () => ({ next: never }),
  },
  print: () => undefined,
  printError: () => undefined,
  openAdministration: never,
  startNode: never,
  untilStopped: never,
};
