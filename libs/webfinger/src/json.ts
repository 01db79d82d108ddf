// JSON from outside: a value of which nothing is known yet (RFC 8259).

declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/** The value, or undefined for what is not JSON, or not UTF-8. */
export function tryParseJson(json: string | Uint8Array): unknown {
  try {
    return JSON.parse(
      typeof json === "string" ? json : new TextDecoder("utf-8", { fatal: true }).decode(json),
    );
  } catch {
    return undefined;
  }
}

/** The string, or an empty one in place of anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A JSON object. */
export type JsonRecord = Record<string, unknown>;

/** Whether the value is a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return Object(value) === value && !Array.isArray(value);
}
