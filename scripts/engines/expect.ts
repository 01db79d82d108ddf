/** The part of Vitest's `expect` that the libraries' tests use, in plain JavaScript, for engines in which Vitest does not run. */

import { Fitting, isEqual, isMatch } from "./equality.ts";

type Matcher = (actual: unknown, ...expected: never[]) => boolean;

const matchers = {
  toBe: (actual, expected: unknown) => Object.is(actual, expected),
  toEqual: (actual, expected: unknown) => isEqual(actual, expected),
  toMatchObject: (actual, expected: object) => isMatch(actual, expected),
  toBeUndefined: (actual) => actual === undefined,
  toBeDefined: (actual) => actual !== undefined,
  toBeNull: (actual) => actual === null,
  toBeInstanceOf: (actual, type: new () => unknown) => actual instanceof type,
  toBeGreaterThan: (actual, limit: number | bigint) => comparable(actual) > limit,
  toBeGreaterThanOrEqual: (actual, limit: number | bigint) => comparable(actual) >= limit,
  toBeLessThan: (actual, limit: number | bigint) => comparable(actual) < limit,
  toBeLessThanOrEqual: (actual, limit: number | bigint) => comparable(actual) <= limit,
  toHaveLength: (actual, length: number) => (actual as ArrayLike<unknown>).length === length,
  toHaveProperty: (actual, name: string) => name in (actual as object),
  toMatch: (actual, pattern: string | RegExp) => matches(actual, pattern),
  toContain: (actual, part: unknown) =>
    typeof actual === "string"
      ? actual.includes(String(part))
      : [...(actual as Iterable<unknown>)].includes(part),
  toContainEqual: (actual, part: unknown) =>
    [...(actual as Iterable<unknown>)].some((each) => isEqual(each, part)),
  toThrow: (actual, expected?: unknown) => hasThrown(actual as () => unknown, expected),
} satisfies Record<string, Matcher>;

type Name = keyof typeof matchers;
type Matchers = Readonly<Record<Name, (...expected: unknown[]) => void>>;
type Promised = Readonly<Record<Name, (...expected: unknown[]) => Promise<void>>>;

interface Expectation extends Matchers {
  readonly not: Matchers;
  readonly resolves: Promised;
  readonly rejects: Promised;
}

/** What Vitest's `expect` gives. */
export function expect(actual: unknown): Expectation {
  const settled = Promise.resolve(actual);
  settled.catch(() => undefined);
  return {
    ...all((name, expected) => check(name, actual, expected, true)),
    not: all((name, expected) => check(name, actual, expected, false)),
    resolves: all(async (name, expected) => check(name, await settled, expected, true)),
    rejects: all(async (name, expected) => {
      const reason: unknown = await settled.then(
        () => fail("rejects: it was fulfilled"),
        (error: unknown) => error,
      );
      const thrown = name === "toThrow" ? () => { throw reason; } : reason; // prettier-ignore
      check(name, thrown, expected, true);
    }),
  };
}

expect.objectContaining = (expected: object) =>
  new Fitting((actual) => typeof actual === "object" && isMatch(actual, expected));
expect.stringMatching = (pattern: string | RegExp) => new Fitting((actual) => matches(actual, pattern));
expect.stringContaining = (part: string) => new Fitting((actual) => matches(actual, part));
expect.anything = () => new Fitting((actual) => actual !== undefined && actual !== null);
expect.arrayContaining = (expected: readonly unknown[]) =>
  new Fitting(
    (actual) => Array.isArray(actual) && expected.every((one) => actual.some((other) => isEqual(other, one))),
  );
expect.unreachable = (message = "unreachable") => fail(message);

function all<Result>(apply: (name: Name, expected: unknown[]) => Result) {
  const names = Object.keys(matchers) as Name[];
  return Object.fromEntries(
    names.map((name) => [name, (...expected: unknown[]) => apply(name, expected)]),
  ) as Record<Name, (...expected: unknown[]) => Result>;
}

function check(name: Name, actual: unknown, expected: unknown[], wanted: boolean): void {
  // Each takes what the tests, which Vitest's types hold to it, give.
  const matcher = matchers[name] as (actual: unknown, ...expected: unknown[]) => boolean;
  if (matcher(actual, ...expected) !== wanted)
    fail(`${shown(actual)} ${wanted ? "" : "not "}${name} ${expected.map(shown).join(", ")}`);
}

function hasThrown(run: () => unknown, expected: unknown): boolean {
  try {
    run();
  } catch (error) {
    if (expected === undefined) return true;
    if (typeof expected === "function") return error instanceof expected;
    if (expected instanceof Fitting) return expected.fits(error);
    const message = error instanceof Error ? error.message : String(error);
    return expected instanceof Error
      ? message === expected.message
      : matches(message, expected as string | RegExp);
  }
  return false;
}

function matches(actual: unknown, pattern: string | RegExp): boolean {
  if (typeof actual !== "string") return false;
  return typeof pattern === "string" ? actual.includes(pattern) : pattern.test(actual);
}

function comparable(actual: unknown): number | bigint {
  return typeof actual === "number" || typeof actual === "bigint" ? actual : NaN;
}

function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "function") return value.name;
  try {
    return JSON.stringify(value, (_, member: unknown) =>
      typeof member === "bigint" ? `${member}n` : member,
    ).slice(0, 400);
  } catch {
    return String(value);
  }
}

function fail(message: string): never {
  throw new Error(message);
}
