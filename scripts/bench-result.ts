/** One figure of reports/bench.json, how it is made from several runs, and how two operations are held against each other. */

export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against, in the same run. */
  readonly baseline: string;
  readonly baselineValue: number;
  /** `value / baselineValue` */
  readonly ratio: number;
}

/** The middle of several runs, which one disturbed run does not move. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A figure from runs that alternated with those of its baseline. */
export function resultOf(
  name: string,
  unit: string,
  runs: readonly number[],
  baseline: string,
  baselineRuns: readonly number[],
): BenchResult {
  const value = median(runs);
  const baselineValue = median(baselineRuns);
  return {
    name,
    value: rounded(value),
    unit,
    baseline,
    baselineValue: rounded(baselineValue),
    ratio: Number((value / baselineValue).toFixed(3)),
  };
}

/** One that answers at once is not awaited: that alone would cost as much as some of what is measured. */
type Operation = () => unknown;

const ROUNDS = 7;
/** Short, so that what else the machine does falls on both alike; long enough to hold their garbage collections. */
const TURN_MILLISECONDS = 15;

/**
 * Operations a second of ours against those of a baseline: medians of short turns by turns, seven times so many
 * milliseconds of each in all, after one warming up of each.
 */
export async function compare(
  name: string,
  ours: Operation,
  baseline: string,
  raw: Operation,
  milliseconds: number,
): Promise<BenchResult> {
  const runs: number[] = [];
  const baselineRuns: number[] = [];
  await rate(ours, milliseconds);
  await rate(raw, milliseconds);
  for (let turn = 0; turn < (ROUNDS * milliseconds) / TURN_MILLISECONDS; turn += 1) {
    runs.push(await rate(ours, TURN_MILLISECONDS));
    baselineRuns.push(await rate(raw, TURN_MILLISECONDS));
  }
  return resultOf(name, "1/s", runs, baseline, baselineRuns);
}

async function rate(operation: Operation, milliseconds: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < milliseconds) {
    for (let index = 0; index < 20; index += 1) {
      const done = operation();
      if (done instanceof Promise) await done;
    }
    count += 20;
  }
  return (count / (performance.now() - start)) * 1000;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
