/** What a store refuses. */

export type StoreErrorCode =
  /** Another row holds these values; `constraint` names it (`primary` for the primary key). */
  | "unique_violation"
  /** The row referred to is not there. */
  | "foreign_key_violation"
  /** A value does not fit its column, or a column is missing; `column` names it. */
  | "invalid_value"
  /** A user's table was touched in an instance's turn, or the other way round. */
  | "scope_mismatch"
  /** The table is not part of the store's schema. */
  | "unknown_table"
  /** No such index, bound or limit. */
  | "invalid_scan"
  /** The declaration of the tables contradicts itself, or an older store cannot become it. */
  | "invalid_schema"
  /** The store was written by a newer version of the program. */
  | "schema_too_new"
  /** The turn or view has ended, and something still used it. */
  | "turn_ended"
  /** The store is closed. */
  | "closed"
  /** The disk refused: full, read-only, corrupt. */
  | "engine_failure";

export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;
  readonly table: string | undefined;
  readonly constraint: string | undefined;
  readonly column: string | undefined;

  constructor(
    code: StoreErrorCode,
    message: string,
    context: { table?: string; constraint?: string; column?: string; cause?: unknown } = {},
  ) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    this.code = code;
    this.table = context.table;
    this.constraint = context.constraint;
    this.column = context.column;
  }
}
