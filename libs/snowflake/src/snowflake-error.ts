/** The one error of this package. */

/** Every reason for a refusal. The list is closed: a new reason is a new minor version. */
export type SnowflakeErrorCode =
  /** 65,536 ids bear the millisecond already: no sequence number is left. */
  | "sequence_exhausted"
  /** A time before 2026-01-01T00:00:00Z has no id. */
  | "before_epoch"
  /** A time that is no number of milliseconds, or beyond 48 bits of them. */
  | "invalid_time"
  /** A sequence number outside of 0 to 65535. */
  | "invalid_sequence"
  /** Not a string where a decimal string is expected. */
  | "wrong_type"
  /** A string with anything but digits, no digit, or a leading zero. */
  | "not_decimal"
  /** A number that does not fit 64 bits. */
  | "too_large";

/** Refuses a time, a state or an id; `code` is stable, the message is for people. */
export class SnowflakeError extends Error {
  override readonly name = "SnowflakeError";
  readonly code: SnowflakeErrorCode;
  /** `limit` when waiting a millisecond helps, else `input`. */
  readonly kind: "input" | "limit";
  /** The time in question, in milliseconds since the Unix epoch, where there is one. */
  readonly timeMs: number | undefined;

  constructor(code: SnowflakeErrorCode, message: string, timeMs?: number) {
    super(message);
    this.code = code;
    this.kind = code === "sequence_exhausted" ? "limit" : "input";
    this.timeMs = timeMs;
  }
}
