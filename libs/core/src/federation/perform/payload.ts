/** Reads the payloads of effects, which come back from the store as JSON. */

import type { Json } from "../../store/column.ts";

type JsonRecord = { readonly [key: string]: Json | undefined };

/** @throws {TypeError} when the payload is not what this program writes */
export function recordOf(payload: Json): JsonRecord {
  if (typeof payload === "object" && payload !== null && !Array.isArray(payload))
    return payload as JsonRecord;
  throw new TypeError("The payload is no object.");
}

export function textOf(record: JsonRecord, key: string): string {
  const value = record[key];
  if (typeof value === "string") return value;
  throw new TypeError(`The payload has no text ${key}.`);
}

export function textOrNull(record: JsonRecord, key: string): string | null {
  const value = record[key];
  return typeof value === "string" ? value : null;
}

export function textsOf(record: JsonRecord, key: string): string[] {
  const value = record[key];
  return Array.isArray(value) ? value.filter((it) => typeof it === "string") : [];
}
