/** One figure of reports/bench.json, and how it is made from several runs. */

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
export function median(values: readonly number[]): number {
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

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
