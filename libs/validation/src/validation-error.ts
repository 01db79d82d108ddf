/** The one error of this package: which value was refused, by which rule, and where. */

/** Every reason for a refusal. The list is closed: a new reason is a new minor version. */
export type ValidationErrorCode =
  /** The value is not of the expected JavaScript type. */
  | "wrong_type"
  /** Nothing is left once the value is sanitised. */
  | "empty"
  /** Shorter than `limit`; `length` says how long it is. */
  | "too_short"
  /** Longer than `limit`; `length` says how long it is. */
  | "too_long"
  /** More than `limit` elements in a list. */
  | "too_many"
  /** The character at `index` is not one the rule allows. */
  | "forbidden_character"
  /** The overall shape is wrong: a separator is missing, doubled or misplaced. */
  | "malformed"
  /** Valid in itself, but not in the one stored form (case, normalisation, trimming). */
  | "not_canonical"
  /** The handle is kept back for the system. */
  | "reserved"
  /** The host name, or address, is not one. */
  | "invalid_host"
  /** The port is not a number between 0 and 65535. */
  | "invalid_port"
  /** The URI has a scheme that is not accepted here. */
  | "unsupported_scheme"
  /** The URL carries a user name or password. */
  | "userinfo"
  /** A number outside of 0 to `limit`. */
  | "out_of_range";

/** A refusal as plain data, before it is thrown. */
export interface Fault {
  readonly code: ValidationErrorCode;
  /** The rule that was broken, in words: "a-z, 0-9 and _ only". */
  readonly rule: string;
  /** UTF-16 offset of the offending character in the value that was checked, so after sanitising. */
  readonly index?: number;
  /** How long the value is, in the unit the rule counts in. */
  readonly length?: number;
  /** The bound that was crossed, in the same unit. */
  readonly limit?: number;
}

/** Refuses a value; `code` is stable, the message is for people. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  readonly code: ValidationErrorCode;
  /** `limit` when only less of the same would do, else `input`. */
  readonly kind: "input" | "limit";
  /** What was being validated: `handle`, `hashtag`, `url`, ... */
  readonly field: string;
  readonly rule: string;
  readonly index: number | undefined;
  readonly length: number | undefined;
  readonly limit: number | undefined;
  /** `rule`, `index`, `length` and `limit` once more, as plain data. */
  readonly fault: Fault;
  /** The way to the refused value inside of a list or object; empty when the value itself is meant. */
  readonly path: readonly (string | number)[];

  constructor(field: string, fault: Fault, path: readonly (string | number)[] = []) {
    const where = fault.index === undefined ? "" : ` (at index ${fault.index})`;
    const size = fault.length === undefined ? "" : ` (found ${fault.length})`;
    super(`${field}: ${fault.rule}${where}${size}`);
    this.code = fault.code;
    this.kind = fault.code === "too_long" || fault.code === "too_many" ? "limit" : "input";
    this.field = field;
    this.rule = fault.rule;
    this.index = fault.index;
    this.length = fault.length;
    this.limit = fault.limit;
    this.fault = fault;
    this.path = path;
  }

  /** The same refusal, as it looks from the list or object that the value is in. */
  within(path: readonly (string | number)[]): ValidationError {
    return new ValidationError(this.field, this.fault, [...path, ...this.path]);
  }
}
