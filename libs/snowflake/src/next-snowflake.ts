/**
 * The generator, as a step from one state to the next (field specifications, "Snowflake IDs: Generation"). Whoever
 * keeps the state decides where: in a row beside the data, in stable memory, in a variable.
 */

import {
  MAX_SEQUENCE,
  MAX_TIME_MS,
  sequenceOfSnowflake,
  snowflakeAt,
  timeOfSnowflake,
  type Snowflake,
} from "./snowflake.ts";
import { SnowflakeError } from "./snowflake-error.ts";

/** What a generator remembers: the last id it gave. Undefined before the first. */
export interface SnowflakeState {
  /** Time of the last id, in milliseconds since the Unix epoch. */
  readonly timeMs: number;
  /** Sequence number of the last id. */
  readonly sequence: number;
}

/**
 * What to do when all 65,536 ids of a millisecond are given:
 * - `refuse`: throw `sequence_exhausted`; the caller tries again a millisecond later. The rule of the specification,
 *   and what keeps an id's time true.
 * - `advance`: go on with the next millisecond, ahead of the clock until the clock has caught up. For bulk imports,
 *   and after a clock was set back by more than 65,536 ids' worth.
 */
export type WhenExhausted = "refuse" | "advance";

/** The state of a generator whose last id was this one: after a restart, pass the greatest id in the store. */
export function stateAfter(id: Snowflake): SnowflakeState {
  return { timeMs: timeOfSnowflake(id), sequence: sequenceOfSnowflake(id) };
}

/**
 * The next id and the state to keep with it. Every id is greater than the one before, whatever the clock does: while
 * the clock stands still or is behind, the time of the last id is kept and the sequence number counts up.
 * @param state undefined for the first id
 * @param nowMs whole milliseconds since the Unix epoch
 * @throws {SnowflakeError} `sequence_exhausted` (kind `limit`), `before_epoch` or `invalid_time`
 */
export function nextSnowflake(
  state: SnowflakeState | undefined,
  nowMs: number,
  whenExhausted: WhenExhausted = "refuse",
): { readonly id: Snowflake; readonly state: SnowflakeState } {
  const next = step(state, nowMs, whenExhausted);
  return { id: snowflakeAt(next.timeMs, next.sequence), state: next };
}

function step(
  state: SnowflakeState | undefined,
  nowMs: number,
  whenExhausted: WhenExhausted,
): SnowflakeState {
  if (!Number.isInteger(nowMs) || nowMs > MAX_TIME_MS) {
    throw new SnowflakeError("invalid_time", `${nowMs} is no time that has ids`, nowMs);
  }
  if (state === undefined || nowMs > state.timeMs) return { timeMs: nowMs, sequence: 0 };
  if (state.sequence < MAX_SEQUENCE) return { timeMs: state.timeMs, sequence: state.sequence + 1 };
  if (whenExhausted === "advance") return { timeMs: state.timeMs + 1, sequence: 0 };
  const message = `all ${MAX_SEQUENCE + 1} ids of ${state.timeMs} are given; try again a millisecond later`;
  throw new SnowflakeError("sequence_exhausted", message, state.timeMs);
}
