// Times in proofs and keys: dateTimeStamp of XML Schema 1.1 part 2, section 3.4.28, whose offset is not optional.

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Ms since the Unix epoch, fractions of a millisecond cut off; undefined for what is no time. */
export function parseDateTime(text: string): number | undefined {
  if (text.length > 40) return undefined;
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const offset = Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0);
  // Date.UTC would turn the 31st of February into March.
  if (day === undefined || day < 1 || day > daysIn(year ?? 0, month ?? 0)) return undefined;
  if ((hour ?? 24) > 23 || (minute ?? 60) > 59 || (second ?? 60) > 59) return undefined;
  if (offset > 840 || Number(match[10] ?? 0) > 59) return undefined;
  const millis = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  const local = new Date(0);
  local.setUTCFullYear(year ?? 0, (month ?? 1) - 1, day);
  local.setUTCHours(hour ?? 0, minute, second, millis);
  return local.getTime() - (match[8] === "-" ? -offset : offset) * 60_000;
}

/** The time in whole seconds, rounded down, as FEP-8b32 writes it; undefined outside of the years 1 to 9999. */
export function formatDateTime(millis: number): string | undefined {
  if (!(millis >= -62_135_596_800_000 && millis < 253_402_300_800_000)) return undefined;
  return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
