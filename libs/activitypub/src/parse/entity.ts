// Decides what a record is by its type, and reads it as that.
import type { JsonObject } from "../json.ts";
import type { Entity } from "../vocabulary/entity.ts";
import type { Kind, ReadRecord } from "./kind.ts";
import { readPlain } from "./plain.ts";
import { canonical, typesOf } from "./property.ts";
import type { Reading } from "./reading.ts";

/**
 * A reader of records of these kinds. What is of no such kind, an embedded activity without an actor and an embedded
 * actor without an id are read as unknown: they say nothing of their own.
 */
export function entityReader(kinds: readonly Kind[]): (raw: JsonObject, reading: Reading) => Entity {
  const readers = new Map<string, ReadRecord>(kinds.flatMap((kind) => [...kind]));
  const find = (types: readonly string[]): ReadRecord | undefined => {
    const [only] = types;
    if (types.length === 1 && only !== undefined) return readers.get(only) ?? readers.get("");
    // Of several types, the one that comes first in the kinds counts.
    for (const [type, read] of readers) if (types.includes(type)) return read;
    return only === undefined ? undefined : readers.get("");
  };
  return (raw, reading) => {
    const types = typesOf(raw);
    const record = canonical(raw, reading);
    return (
      find(types)?.(raw, record, reading) ?? {
        kind: "unknown",
        type: types[0] ?? null,
        ...readPlain(raw, record, reading),
      }
    );
  };
}
