/** What an open store holds in the heap: the layout, the counters, and the records below them. */

import type { AnyTable, Millis, Schema } from "@mastic/core";
import { WriteBuffer } from "./buffer.ts";
import { textOf, utf8BytesOf } from "./bytes.ts";
import { emptyCatalog, migrate, type Catalog, type StoredTable } from "./catalog.ts";
import { PRIMARY } from "./declaredTrees.ts";
import { Layout } from "./layout.ts";
import { ownersFrom } from "./owners.ts";
import { CATALOG, COUNTERS, treePlace } from "./places.ts";
import { Records } from "./records.ts";
import type { StableMap } from "./stableMap.ts";

export class State {
  readonly records: Records;
  readonly layout: Layout;
  readonly migrated: { readonly from: number; readonly to: number };
  #catalog: Catalog;
  #lastId: bigint;
  #lastNow: Millis;
  #lastPage: number;
  /** The last id that the map has. */
  #keptId: bigint;

  constructor(map: StableMap, schema: Schema, tables: readonly AnyTable[]) {
    this.records = new Records(map);
    const stored = this.records.record(CATALOG);
    // Written by this class alone.
    const before = stored === undefined ? emptyCatalog : (JSON.parse(textOf(stored)) as Catalog);
    this.#catalog = migrate(before, schema, tables, (table) => this.#hasRows(table));
    this.migrated = { from: before.schemaVersion, to: schema.version };
    if (JSON.stringify(before) !== JSON.stringify(this.#catalog))
      this.records.commit(new Map([[CATALOG, written(this.#catalog)]]));
    this.layout = new Layout(tables, this.#catalog);
    const counters = this.records.record(COUNTERS);
    const [lastId = 0n, lastNow = 0n, lastPage = 0n] =
      counters === undefined ? [] : new BigUint64Array(counters.slice().buffer);
    this.#lastId = lastId;
    this.#keptId = lastId;
    this.#lastNow = Number(lastNow);
    this.#lastPage = Number(lastPage);
  }

  /** The time of a turn that begins at `now` by the clock: never before one that was. */
  now(now: Millis): Millis {
    this.#lastNow = Math.max(this.#lastNow, now);
    return this.#lastNow;
  }

  nextId(after: (last: bigint) => bigint): bigint {
    this.#lastId = after(this.#lastId);
    return this.#lastId;
  }

  buffer(): WriteBuffer {
    return new WriteBuffer(this.records, this.#lastPage);
  }

  commit(buffer: WriteBuffer): void {
    if (buffer.changes.size === 0 && this.#lastId === this.#keptId) return;
    const { lastPage } = buffer;
    const counters = BigUint64Array.of(this.#lastId, BigInt(this.#lastNow), BigInt(lastPage));
    buffer.put(COUNTERS, new Uint8Array(counters.buffer));
    this.records.commit(buffer.changes);
    this.#lastPage = lastPage;
    this.#keptId = this.#lastId;
  }

  /** Writes, with the rest of a buffer, how far a tree is filled. @returns what makes it so once that is committed */
  advance(buffer: WriteBuffer, tableName: string, treeName: string, builtTo: string | undefined): () => void {
    const table = this.#catalog.tables[tableName];
    const tree = table?.trees[treeName];
    if (table === undefined || tree === undefined) return () => undefined;
    const { number, columns } = tree;
    const filled = { number, columns, ...(builtTo === undefined ? {} : { builtTo }) };
    const trees = { ...table.trees, [treeName]: filled };
    const tables = { ...this.#catalog.tables, [tableName]: { ...table, trees } };
    const catalog = { ...this.#catalog, tables };
    buffer.put(CATALOG, written(catalog));
    return () => {
      this.#catalog = catalog;
    };
  }

  #hasRows({ scope, trees }: StoredTable): boolean {
    const place = treePlace(trees[PRIMARY]?.number ?? 0);
    if (scope === "user") return ownersFrom(this.records, place, "", 1).length > 0;
    return this.records.page(place) !== undefined;
  }
}

const written = (catalog: Catalog): Uint8Array => utf8BytesOf(JSON.stringify(catalog));
