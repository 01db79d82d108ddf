/** What stands in for Vitest in other engines: tests are collected when their files are loaded, and run one by one. */

export { expect } from "./expect.ts";

interface Collected {
  readonly name: string;
  readonly run: () => unknown;
  readonly isSetUp?: boolean;
}

/** Tests that cannot run here, by name; bundle.ts writes it in. */
const WITHOUT = undefined as RegExp | undefined;

const tests: Collected[] = [];
const groups: string[] = [];

type Body = (...values: never[]) => unknown;
type Table = readonly unknown[];

/** Collects a group of tests. */
export function describe(name: string, body: () => void): void {
  groups.push(name);
  body();
  groups.pop();
}
describe.each = each(describe);

/** Collects a test. */
export function test(name: string, run: () => unknown): void {
  const full = [...groups, name].join(" > ");
  if (WITHOUT?.test(full) !== true) tests.push({ name: full, run });
}
test.each = each(test);

export { test as it };

/** Runs before the tests that are collected after it. */
export function beforeAll(run: () => unknown): void {
  tests.push({ name: [...groups, "before all"].join(" > "), run, isSetUp: true });
}

/** Types are checked elsewhere. */
export const expectTypeOf = () => ({ toExtend: () => undefined, toEqualTypeOf: () => undefined });

function each(collect: (name: string, body: () => void) => void) {
  return (table: Table) => (name: string, body: Body) => {
    for (const [index, row] of table.entries()) {
      const values = (Array.isArray(row) ? row : [row]) as never[];
      collect(`${titled(name, row)} #${index}`, () => body(...values));
    }
  };
}

/** The name with the members of the row that it names by `$`. */
function titled(name: string, row: unknown): string {
  if (typeof row !== "object" || row === null) return name;
  return name.replace(/\$(\w+)/g, (_, member: string) =>
    String((row as Record<string, unknown>)[member]).slice(0, 80),
  );
}

/** The name of a test. */
export const nameOf = (index: number): string => tests[index]?.name ?? "";

/** How many tests there are. */
export const count = (): number => tests.length;

/** Runs a test. @returns why it failed, with its name, or undefined */
export async function run(index: number): Promise<string | undefined> {
  const { name, run } = tests[index] ?? { name: "no test", run: () => undefined };
  try {
    await run();
    return undefined;
  } catch (error) {
    return `${name}: ${error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error)}`.slice(
      0,
      2_000,
    );
  }
}

/** Runs all tests. @returns how many passed, and what failed */
export async function runAll(): Promise<{ readonly passed: number; readonly failures: readonly string[] }> {
  const failures: string[] = [];
  for (let index = 0; index < tests.length; index++) {
    const failure = await run(index);
    if (failure !== undefined) failures.push(failure);
  }
  const all = tests.filter(({ isSetUp }) => isSetUp !== true).length;
  return { passed: all - failures.length, failures };
}
