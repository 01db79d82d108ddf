/** Tokens, durations and percentages as `dfx sns` reads them: `10_000 e8s`, `1.5 tokens`, `4 days`, `1 year 1s`, `2.5%`. */

/** One token in e8s. */
export const TOKEN = 100_000_000n;

const DAY = 86_400;
/** 30.44 days: what the tools of the SNS take for a month, and not a twelfth of their year. */
export const MONTH = 2_630_016;
/** 365.25 days. */
export const YEAR = 31_557_600;

const units: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, ["seconds", "second", "sec", "s"]],
      [60, ["minutes", "minute", "min", "m"]],
      [3_600, ["hours", "hour", "hr", "h"]],
      [DAY, ["days", "day", "d"]],
      [7 * DAY, ["weeks", "week", "w"]],
      [MONTH, ["months", "month", "M"]],
      [YEAR, ["years", "year", "y"]],
    ] as const
  ).flatMap(([seconds, names]) => names.map((name) => [name, seconds] as const)),
);

/** @returns e8s @throws {Error} that says what is wrong with it */
export function parseTokens(text: string): bigint {
  const [, number = "", unit] = /^([\d_.]*?) ?(tokens?|e8s)$/.exec(text.trim()) ?? [];
  const amount = parseDecimal(number.trim(), unit === "e8s" ? 0 : 8);
  if (unit === undefined || amount === undefined) {
    throw new Error(`${text} is no amount such as "10_000 e8s" or "1.5 tokens".`);
  }
  return amount;
}

/** @returns per cent @throws {Error} that says what is wrong with it */
export function parsePercentage(text: string): number {
  const [, number = ""] = /^([\d_.]+)%$/.exec(text) ?? [];
  const basisPoints = parseDecimal(number, 2);
  if (basisPoints === undefined) throw new Error(`${text} is no percentage such as "25%" or "2.5%".`);
  return Number(basisPoints) / 100;
}

/** A number with at most so many places, and so many times ten times itself. */
function parseDecimal(text: string, places: number): bigint | undefined {
  const [, whole = "", fraction = ""] = /^([\d_]+)(?:\.([\d_]+))?$/.exec(text) ?? [];
  const digits = fraction.replaceAll("_", "");
  const before = whole.replaceAll("_", "");
  return before === "" || digits.length > places ? undefined : BigInt(before + digits.padEnd(places, "0"));
}

/** @returns seconds @throws {Error} that says what is wrong with it */
export function parseDuration(text: string): number {
  const parts = [...text.trim().matchAll(/(\d+)\s*([A-Za-z]+)\s*/gy)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text.trim()) {
    throw new Error(`${text} is no duration such as "4 days".`);
  }
  return parts.reduce((sum, [, count, unit = ""]) => {
    const length = units.get(unit);
    if (length === undefined) throw new Error(`${text}: there is no unit ${unit}.`);
    return sum + Number(count) * length;
  }, 0);
}
