// Reads vectors/data-integrity, and makes an invalid case of a valid one.

import { readFileSync } from "node:fs";
import type { JsonObject, JsonValue } from "./json/json.ts";

/** What an invalid case does to a valid one. */
export interface Change {
  readonly set?: JsonObject;
  readonly remove?: readonly string[];
}

export function vectors(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../../../vectors/data-integrity/${name}.json`, import.meta.url), "utf8"),
  ) as unknown;
}

/** A copy of `document` with the values of `set` at their JSON Pointers, and without those of `remove`. */
export function changed(document: JsonObject, { set = {}, remove = [] }: Change): JsonObject {
  let result: JsonValue = document;
  for (const [pointer, value] of Object.entries(set)) result = replaced(result, parts(pointer), value);
  for (const pointer of remove) result = replaced(result, parts(pointer), undefined);
  return result as JsonObject;
}

function parts(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function replaced(
  value: JsonValue | undefined,
  [name, ...rest]: readonly string[],
  put: JsonValue | undefined,
): JsonValue {
  if (name === undefined) return put ?? null;
  const { [name]: old, ...others } = value as JsonObject;
  if (rest.length > 0) return { ...others, [name]: replaced(old, rest, put) };
  return put === undefined ? others : { ...others, [name]: put };
}
