/** When two values count as equal, and values that stand for many (Vitest: toEqual, toMatchObject, asymmetric matchers). */

/** A value that stands for all that fit. */
export class Fitting {
  readonly fits: (actual: unknown) => boolean;

  constructor(fits: (actual: unknown) => boolean) {
    this.fits = fits;
  }
}

type Members = Readonly<Record<string, unknown>>;

/** Whether the values have the same content; members that are undefined count as absent. */
export function isEqual(actual: unknown, expected: unknown): boolean {
  return compare(actual, expected, false);
}

/** As `isEqual`, but objects may have members that are not expected. */
export function isMatch(actual: unknown, expected: unknown): boolean {
  return compare(actual, expected, true);
}

function compare(actual: unknown, expected: unknown, partial: boolean): boolean {
  if (expected instanceof Fitting) return expected.fits(actual);
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null)
    return false;
  if (Array.isArray(expected) || ArrayBuffer.isView(expected)) return isSameList(actual, expected, partial);
  if (expected instanceof Map || expected instanceof Set) {
    const same = actual instanceof Map || actual instanceof Set;
    return same && compare([...actual], [...expected], partial);
  }
  if (expected instanceof Error)
    return actual instanceof Error && actual.name === expected.name && actual.message === expected.message;
  if (expected instanceof Date) return actual instanceof Date && actual.getTime() === expected.getTime();
  if (Array.isArray(actual) || ArrayBuffer.isView(actual)) return false;
  return isSameRecord(actual as Members, expected as Members, partial);
}

function isSameList(actual: object, expected: object, partial: boolean): boolean {
  if (Object.prototype.toString.call(actual) !== Object.prototype.toString.call(expected)) return false;
  const ours = actual as ArrayLike<unknown>;
  const theirs = expected as ArrayLike<unknown>;
  if (ours.length !== theirs.length) return false;
  for (let index = 0; index < theirs.length; index++)
    if (!compare(ours[index], theirs[index], partial)) return false;
  return true;
}

function isSameRecord(actual: Members, expected: Members, partial: boolean): boolean {
  for (const name of Object.keys(expected)) if (!compare(actual[name], expected[name], partial)) return false;
  if (partial) return true;
  return Object.keys(actual).every((name) => actual[name] === undefined || name in expected);
}
