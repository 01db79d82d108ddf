/** Assertions of the contract, so that it runs wherever an engine does: in a test framework or in a canister. */

import { StoreError, type StoreErrorCode } from "../../store/error.ts";

/** @throws {Error} that shows both, unless the values are the same all the way down. */
export function same(actual: unknown, expected: unknown, what = "value"): void {
  if (!isSame(actual, expected))
    throw new Error(`${what}: expected ${written(expected)}, got ${written(actual)}`);
}

/** @throws {Error} unless the promise rejects with this code, and with the given constraint or column. */
export async function refused(
  attempt: Promise<unknown>,
  code: StoreErrorCode,
  context: { readonly table?: string; readonly constraint?: string; readonly column?: string } = {},
): Promise<void> {
  let error: unknown;
  try {
    const result = await attempt;
    error = new Error(`expected ${code}, got ${written(result)}`);
  } catch (thrown) {
    if (thrown instanceof StoreError && thrown.code === code) {
      for (const name of ["table", "constraint", "column"] as const)
        if (context[name] !== undefined) same(thrown[name], context[name], `${code} names its ${name}`);
      return;
    }
    error = thrown;
  }
  throw error;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Uint8Array || b instanceof Uint8Array)
    return a instanceof Uint8Array && b instanceof Uint8Array && a.join() === b.join();
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size &&
    left.every(([name, value]) => right.has(name) && isSame(value, right.get(name)))
  );
}

const written = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : inner));
