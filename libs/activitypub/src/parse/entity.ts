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
  const find = (raw: JsonObject): ReadRecord | undefined => {
    const only = raw["type"];
    const read = typeof only === "string" ? readers.get(only) : undefined;
    if (read !== undefined) return read;
    const types = typesOf(raw);
    // Of several types, the one that comes first in the kinds counts.
    for (const [type, read] of readers) if (types.includes(type)) return read;
    return types.length === 0 ? undefined : readers.get("");
  };
  return (raw, reading) => {
    const record = canonical(raw, reading);
    return (
      find(raw)?.(raw, record, reading) ?? {
        kind: "unknown",
        type: typesOf(raw)[0] ?? null,
        ...readPlain(raw, record, reading),
      }
    );
  };
}
