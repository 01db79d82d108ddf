// Makes readers of documents that know some kinds of things, or all (README: Size).
import type { JsonObject } from "../json.ts";
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import type { Entity } from "../vocabulary/entity.ts";
import { compact } from "./compact.ts";
import { readDocument } from "./document.ts";
import { readEntity } from "./entity.ts";
import type { Kind, ReadRecord } from "./kind.ts";
import { COMMON } from "./properties.ts";
import { type Readers, type ReaderTable, tableOf } from "./readers.ts";
import type { Reading } from "./reading.ts";

const NONE = /* @__PURE__ */ new Map<JsonObject, JsonObject>();

/** Reads a document, within bounds that differ from the defaults where the caller names others. */
export type Parse = (input: unknown, limits?: Partial<Limits>) => Entity;

/**
 * A `parse` that knows only these kinds and properties, for those who count bytes: what is not named is not bundled. It
 * is read as `unknown`, or stays in `raw`.
 * @param kinds of `activities`, `actors`, `contents`, `collections`, `tombstones`, `objects`, `links`, or those of some
 *   types only: `activitiesOf`, `actorsOf`, `contentsOf`
 * @param rows `COMMON_PROPERTIES`, those of statuses and profiles, or `ALL_PROPERTIES`
 */
export function parser(kinds: readonly Kind[], rows: Readers = COMMON): Parse {
  // Made with the first document: an import should not wait for them.
  let known: ReadonlyMap<string, ReadRecord> | undefined;
  let readers: ReaderTable | undefined;
  const read = (record: JsonObject, reading: Reading): Entity =>
    readEntity(record, reading, (known ??= new Map(kinds.flat())));
  return (input, given) => {
    const limits = given === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...given };
    const { document, isCompact, language } = readDocument(input, limits);
    const sent = isCompact ? NONE : new Map<JsonObject, JsonObject>();
    const root = isCompact ? document : compact(document, sent);
    readers ??= tableOf(rows);
    return read(root, { limits, root, sent, language, readers, readEntity: read });
  };
}
