/** A log entry as a line for people: `10:00:00.000 INFO  message  key=value`. */

import { printable } from "./printable.ts";

/** @param line an entry as pino writes it: JSON with level, time and msg. */
export function textLine(line: string): string {
  const entry: unknown = JSON.parse(line);
  if (typeof entry !== "object" || entry === null) return line;
  const { level, time, msg, err, ...rest } = entry as Record<string, unknown>;
  const clock = typeof time === "string" ? time.slice(11, 23) : "";
  const name = typeof level === "string" ? level.toUpperCase().padEnd(5) : "";
  const pairs = Object.entries(rest).map(([key, value]) => `${key}=${shown(value)}`);
  const message = typeof msg === "string" ? printable(msg) : "";
  return `${[`${clock} ${name} ${message}`, ...pairs].join("  ")}${stackOf(err)}\n`;
}

function shown(value: unknown): string {
  return typeof value === "string" && /^[\w./:@+%-]+$/.test(value) ? value : JSON.stringify(value);
}

function stackOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  const text = typeof stack === "string" ? stack : typeof message === "string" ? message : "";
  return text
    .split("\n")
    .map((line) => `\n    ${printable(line.trim())}`)
    .join("");
}
