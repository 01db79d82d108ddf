/** What the commands are given of the process they run in. */

import type { Config } from "../config/config.ts";
import type { Logger } from "../observability/logger.ts";
import type { Administration } from "./administration.ts";

export interface StartedNode {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly address: string;
  /** Whether anybody has signed up. */
  hasAccounts(): Promise<boolean>;
  /** Where its log goes. */
  readonly log: Pick<Logger, "info">;
  /** Resolves, if ever, with what makes another start necessary. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

export interface CommandHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly version: string;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Standard output and standard error: whole lines. */
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  readonly openAdministration: (
    config: Config,
    options: {
      /** Makes the database when there is none; without it, that is an error. */
      readonly begins: boolean;
    },
  ) => Promise<Administration>;
  readonly startNode: (config: Config) => Promise<StartedNode>;
  /** Resolves when the process is asked to end (SIGINT, SIGTERM). */
  readonly untilStopped: () => Promise<void>;
}

/** A failure whose message is all that the operator needs. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code = "command_failed";
}
