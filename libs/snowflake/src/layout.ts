/** Ids of other layouts, to be read: when they were made, and what stands below the time. */

import { SnowflakeError } from "./snowflake-error.ts";

/** How ids of 64 bits are laid out: the time in milliseconds in the high bits, other fields below. */
export interface SnowflakeLayout {
  /** What the time counts from, in milliseconds since the Unix epoch. */
  readonly epochMs: number;
  /** The fields below the time, from the highest down, each with its width in bits. */
  readonly fields: readonly (readonly [name: string, bits: number])[];
}

/** Mastodon's: 48 bits of milliseconds since 1970, 16 bits of sequence data (lib/mastodon/snowflake). */
export const MASTODON_LAYOUT: SnowflakeLayout = { epochMs: 0, fields: [["sequence", 16]] };

/** Twitter's, now X's: milliseconds since 2010-11-04T01:42:54.657Z, 10 bits of machine, 12 of sequence (Snowflake 2010). */
export const TWITTER_LAYOUT: SnowflakeLayout = {
  epochMs: 1_288_834_974_657,
  fields: [
    ["machine", 10],
    ["sequence", 12],
  ],
};

/** What an id says of itself. */
export interface SnowflakeParts {
  /** In milliseconds since the Unix epoch. */
  readonly timeMs: number;
  /** The layout's fields by name. */
  readonly fields: Readonly<Record<string, number>>;
}

/**
 * Takes an id of another layout apart. For ids of our own there are `timeOfSnowflake` and `sequenceOfSnowflake`.
 * @param id 64 bits without sign; decimal strings go through `parseSnowflake` first
 * @throws {SnowflakeError} `too_large` (a negative number included)
 */
export function readSnowflake(id: bigint, layout: SnowflakeLayout): SnowflakeParts {
  if (id < 0n || id > 0xffff_ffff_ffff_ffffn) {
    throw new SnowflakeError("too_large", "an id has 64 bits and no sign");
  }
  let rest = id;
  const fields = layout.fields.toReversed().map(([name, bits]): [string, number] => {
    const value = Number(BigInt.asUintN(bits, rest));
    rest >>= BigInt(bits);
    return [name, value];
  });
  return { timeMs: Number(rest) + layout.epochMs, fields: Object.fromEntries(fields.reverse()) };
}
