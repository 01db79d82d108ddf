// Times in proofs and keys: dateTimeStamp of XML Schema 1.1 part 2, section 3.4.28, whose offset is not optional.

const DATE_TIME =
  /^(\d{4}-\d\d-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

/** Ms since the Unix epoch, fractions of a millisecond cut off; undefined for what is no time. */
export function parseDateTime(text: string): number | undefined {
  const [, local = "", day, fraction = "", zone = ""] = DATE_TIME.exec(text) ?? [];
  // Engines turn the 31st of February into March.
  if (new Date(`${local}Z`).getUTCDate() !== Number(day)) return undefined;
  return Date.parse(`${local}.${fraction.padEnd(3, "0").slice(0, 3)}${zone}`);
}

/** The time in whole seconds, rounded down, as FEP-8b32 writes it; undefined outside of the years 1 to 9999. */
export function formatDateTime(millis: number): string | undefined {
  if (!(millis >= -62_135_596_800_000 && millis < 253_402_300_800_000)) return undefined;
  return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}
