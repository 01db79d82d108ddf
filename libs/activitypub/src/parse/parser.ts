// Makes readers of documents that know some kinds of things, or all (README: Size).
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import type { Entity } from "../vocabulary/entity.ts";
import { readDocument } from "./document.ts";
import { readEntity } from "./entity.ts";
import type { Kind } from "./kind.ts";
import { COMMON } from "./properties.ts";
import { type Readers, tableOf } from "./readers.ts";
import type { Reading } from "./reading.ts";

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
  let tables: Pick<Reading, "readers" | "kinds"> | undefined;
  return (input, given) => {
    const limits = { ...DEFAULT_LIMITS, ...given };
    const document = readDocument(input, limits);
    tables ??= { readers: tableOf(rows), kinds: new Map(kinds.flat()) };
    return readEntity(document.root, { ...document, ...tables, limits });
  };
}
