/** SQLite's errors as the store's: result codes of https://www.sqlite.org/rescode.html. */

import { StoreError, type AnyTable } from "@mastic/core";

const SQLITE_BUSY = 5;
const SQLITE_CONSTRAINT_FOREIGNKEY = 787;
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;
const SQLITE_CONSTRAINT_UNIQUE = 2067;

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode : undefined;
}

/** Whether another process holds the lock. The low byte is the primary code. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code !== undefined && (code & 0xff) === SQLITE_BUSY;
}

/** The error of a statement on `table`; an error that is not SQLite's stays what it is. */
export function statementError(error: unknown, table: AnyTable): unknown {
  switch (resultCode(error)) {
    case undefined:
      return error;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return new StoreError("foreign_key_violation", `${table.name}: the row referred to is not there`, {
        table: table.name,
      });
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE: {
      const constraint = constraintOf(table, (error as Error).message);
      return new StoreError("unique_violation", `${table.name}: another row holds this ${constraint}`, {
        table: table.name,
        constraint,
      });
    }
    default:
      return engineFailure(error, `a statement on ${table.name} failed`);
  }
}

/** "UNIQUE constraint failed: boosts.owner, boosts.originalStatusUri" names columns: the constraint is the one that has them. */
function constraintOf(table: AnyTable, message: string): string {
  const columns = message
    .slice(message.indexOf(":") + 1)
    .split(",")
    .map((name) => name.slice(name.lastIndexOf(".") + 1).trim())
    .filter((name) => table.columns[name] !== undefined);
  const has = (constraint: readonly string[]): boolean =>
    constraint.length === columns.length && constraint.every((name) => columns.includes(name));
  if (has(table.primaryKey)) return "primary";
  return Object.entries(table.unique).find(([, constraint]) => has(constraint))?.[0] ?? "primary";
}

/** @returns a `StoreError` as it is, anything else as `engine_failure` with its cause. */
export function engineFailure(error: unknown, message: string): StoreError {
  if (error instanceof StoreError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new StoreError("engine_failure", `${message}: ${detail}`, { cause: error });
}
