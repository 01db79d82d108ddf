/** A poll as its author wants it: what it may be, and how it begins (Mastodon: PollOptionsValidator, PollExpirationValidator). */

import { countScalarValues } from "@mastic/validation";
import { CoreError } from "../error.ts";
import type { PollState } from "../schema/statuses.ts";
import type { Millis } from "../store/store.ts";

export interface PollArgs {
  /** Plain texts, 2 to 4, each another. */
  readonly options: readonly string[];
  /** How long votes are taken. */
  readonly durationMillis: Millis;
  readonly multiple?: boolean | undefined;
  /** Nobody sees how the votes fall before the end. */
  readonly hideTotals?: boolean | undefined;
}

export const pollLimits = {
  options: 4,
  /** Unicode scalar values. */
  optionCharacters: 50,
  minMillis: 300_000,
  maxMillis: 2_629_746_000,
} as const;

/** @throws {CoreError} `BadArgs` (`poll`), saying what is wrong */
export function draftPoll(args: PollArgs, now: Millis): PollState {
  const titles = args.options.map((title) => title.trim()).filter((title) => title !== "");
  if (titles.length < 2) throw wrong("A poll needs at least two options.");
  if (titles.length > pollLimits.options) throw wrong(`A poll has at most ${pollLimits.options} options.`);
  if (new Set(titles).size < titles.length) throw wrong("Each option must be another.");
  if (titles.some((title) => countScalarValues(title) > pollLimits.optionCharacters))
    throw wrong(`An option has at most ${pollLimits.optionCharacters} characters.`);
  const { durationMillis } = args;
  if (!(durationMillis >= pollLimits.minMillis)) throw wrong("A poll lasts at least five minutes.");
  if (durationMillis > pollLimits.maxMillis) throw wrong("A poll lasts at most a month.");
  return {
    options: titles.map((title) => ({ title, votes: 0 })),
    multiple: args.multiple === true,
    expiresAt: now + durationMillis,
    votersCount: 0,
    ...(args.hideTotals === true ? { hideTotals: true } : {}),
  };
}

function wrong(message: string): CoreError {
  return new CoreError("BadArgs", message, { field: "poll" });
}
