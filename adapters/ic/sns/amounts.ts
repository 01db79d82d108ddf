/** Tokens and durations as `sns_init.yaml` writes them: `10_000 e8s`, `1.5 tokens`, `4 days`, `1 year 1 second`. */

/** One token in e8s. */
export const TOKEN = 100_000_000n;

const SECOND = 1;
const DAY = 86_400;
/** Months and years are of the mean length that the tools of the SNS give them: a year has 365.25 days. */
const YEAR = 31_557_600;
export const MONTH = YEAR / 12;

const seconds: Readonly<Record<string, number>> = {
  ...{ s: SECOND, sec: SECOND, second: SECOND, m: 60, min: 60, minute: 60, h: 3_600, hr: 3_600, hour: 3_600 },
  ...{ d: DAY, day: DAY, w: 7 * DAY, week: 7 * DAY, month: MONTH, y: YEAR, year: YEAR },
};

/** @returns e8s @throws {Error} that says what is wrong with it */
export function parseTokens(text: string): bigint {
  const found = /^([\d_]+)(?:\.(\d{1,8}))? (tokens?|e8s)$/.exec(text.trim());
  const [, whole = "", fraction = "", unit] = found ?? [];
  const digits = whole.replaceAll("_", "");
  if (digits === "") throw new Error(`${text} is no amount such as "10_000 e8s" or "1.5 tokens".`);
  if (unit !== "e8s") return BigInt(digits) * TOKEN + BigInt(fraction.padEnd(8, "0"));
  if (fraction !== "") throw new Error(`${text}: an e8s is the smallest part.`);
  return BigInt(digits);
}

/** @returns seconds @throws {Error} that says what is wrong with it */
export function parseDuration(text: string): number {
  const parts = [...text.trim().matchAll(/(\d+)\s*([a-z]+)\s*/gy)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text.trim()) {
    throw new Error(`${text} is no duration such as "4 days".`);
  }
  return parts.reduce((sum, [, count, unit = ""]) => {
    const length = seconds[unit] ?? seconds[unit.replace(/s$/, "")];
    if (length === undefined) throw new Error(`${text}: there is no unit ${unit}.`);
    return sum + Number(count) * length;
  }, 0);
}
