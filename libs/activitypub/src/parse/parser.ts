// Makes readers of documents that know some kinds of things, or all (README: Size).
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import type { Entity } from "../vocabulary/entity.ts";
import { contextLanguage } from "./context.ts";
import { readDocument } from "./document.ts";
import { entityReader } from "./entity.ts";
import type { Kind } from "./kind.ts";
import { COMMON } from "./properties.ts";
import type { Readers } from "./readers.ts";

/** Reads a document, within bounds that differ from the defaults where the caller names others. */
export type Parse = (input: unknown, limits?: Partial<Limits>) => Entity;

/**
 * A `parse` that knows only these kinds and properties, for those who count bytes: what is not named is not bundled. It
 * is read as `unknown`, or stays in `raw`.
 * @param kinds of `activities`, `actors`, `contents`, `collections`, `tombstones`, `objects`, `links`
 * @param readers `COMMON_PROPERTIES`, those of statuses and profiles, or `ALL_PROPERTIES`
 */
export function parser(kinds: readonly Kind[], readers: Readers = COMMON): Parse {
  const readEntity = entityReader(kinds);
  return (input, limits) => {
    const bounds = limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...limits };
    const { document, compact } = readDocument(input, bounds);
    const language = contextLanguage(document);
    return readEntity(document, { limits: bounds, path: [], compact, language, readers, readEntity });
  };
}
