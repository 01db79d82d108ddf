/**
 * Whether a store holds together: every row in each of its trees and nothing else there, every value of a unique
 * constraint with its row, every reference with its parent, and no page or entry that nothing leads to.
 */

import type { Schema } from "@mastic/core";
import { outbox, outboxBodies } from "@mastic/core/engine";
import { stringOf } from "../../src/store/bytes.ts";
import type { Layout, TableLayout } from "../../src/store/layout.ts";
import { BEHIND, encodeValue } from "../../src/store/orderedKey.ts";
import { CATALOG, COUNTERS, OWNERS, pagePlace } from "../../src/store/places.ts";
import type { RecordReader } from "../../src/store/records.ts";
import { State } from "../../src/store/state.ts";
import type { StableMap } from "../../src/store/stableMap.ts";
import { keysBetween } from "../../src/store/treeRange.ts";

const OWNER_LENGTH = encodeValue(0n).length;
const all = { reverse: false, limit: Infinity };

/** @param map a copy of what the canister holds, by places @returns what is wrong, nothing when all is well */
export function auditStore(map: ReadonlyMap<string, Uint8Array>, schema: Schema): string[] {
  const held = new Map(map);
  const state = new State(openMap(held), schema, [...schema.tables, outbox, outboxBodies]);
  return new Audit([...map.keys()], state.layout, state.records).faults();
}

class Audit {
  readonly #places: readonly string[];
  readonly #layout: Layout;
  readonly #records: RecordReader;
  /** What something leads to. */
  readonly #reached = new Set([CATALOG, COUNTERS]);
  readonly #faults: string[] = [];

  constructor(places: readonly string[], layout: Layout, records: RecordReader) {
    this.#places = places;
    this.#layout = layout;
    this.#records = records;
  }

  faults(): string[] {
    const owners = new Set<string>();
    for (const table of this.#layout.tables) {
      const rows = this.#rowsOf(table);
      for (const mark of new Set(rows.map((row) => row.mark))) {
        if (table.isOwned) owners.add(table.primary.root(mark));
        this.#checkTrees(
          table,
          mark,
          rows.filter((row) => row.mark === mark),
        );
      }
      for (const { mark, cells, key } of rows) this.#checkReferences(table, mark, cells, key);
    }
    this.#checkTree("owners", OWNERS, [...owners]);
    for (const place of this.#places) if (!this.#reached.has(place)) this.#fault(`nothing leads to ${place}`);
    return this.#faults;
  }

  #rowsOf(table: TableLayout) {
    const start = table.row("", "");
    return this.#places
      .filter((place) => place.startsWith(start))
      .map((place) => {
        const rest = place.slice(start.length);
        const mark = table.isOwned ? rest.slice(0, OWNER_LENGTH) : "";
        const cells = table.decode(this.#records.record(place) ?? new Uint8Array());
        const key = rest.slice(mark.length);
        if (table.key(cells) !== key) this.#fault(`${table.table.name}: a row stands at another's place`);
        this.#reached.add(place);
        return { mark, key, cells };
      });
  }

  #checkTrees(table: TableLayout, mark: string, rows: readonly { key: string; cells: object }[]): void {
    for (const tree of table.all) {
      const name = `${table.table.name}, ${tree.name}`;
      // Trees that are still being filled have what they have.
      if (tree.builtTo !== undefined) continue;
      const wanted = rows.map(({ key, cells }) => ({ key, its: tree.key(cells as never) }));
      const present = wanted.filter((it) => it.its !== undefined);
      if (!tree.isUnique) {
        this.#checkTree(
          name,
          tree.root(mark),
          present.map(({ its = "" }) => its),
        );
        continue;
      }
      for (const { key, its = "" } of present) {
        const place = tree.root(mark) + its;
        const holder = this.#records.record(place);
        if (holder === undefined || stringOf(holder) !== key) this.#fault(`${name}: not held by its row`);
        this.#reached.add(place);
      }
    }
  }

  /** Exactly these keys, each once. */
  #checkTree(name: string, root: string, wanted: readonly string[]): void {
    this.#reachPages(root);
    const found = keysBetween(this.#records, root, "", BEHIND, all);
    const sorted = [...wanted].sort((a, b) => (a < b ? -1 : 1));
    if (found.join("\u0101") !== sorted.join("\u0101"))
      this.#fault(`${name}: ${found.length} keys for ${sorted.length} rows, or others`);
  }

  #reachPages(place: string): void {
    const page = this.#records.page(place);
    if (page === undefined) return;
    this.#reached.add(place);
    if (page.isLeaf) return;
    for (let nth = 0; nth < page.count; nth += 1) this.#reachPages(pagePlace(page.child(nth)));
  }

  #checkReferences(
    table: TableLayout,
    mark: string,
    cells: Readonly<Record<string, unknown>>,
    key: string,
  ): void {
    for (const { columns, parent } of table.references) {
      const values = columns.map((name) => cells[name]);
      if (values.includes(null)) continue;
      const parentLayout = this.#layout.of(parent);
      const place = parentLayout.row(mark, parentLayout.primary.prefix(values as never));
      if (!this.#records.has(place))
        this.#fault(`${table.table.name}: ${key} refers to no ${parent.name} by ${columns.join()}`);
    }
  }

  #fault(what: string): void {
    this.#faults.push(what);
  }
}

/** A map that is changed in its copy alone. */
export function openMap(held: Map<string, Uint8Array>): StableMap {
  const name = (key: Uint8Array): string => Buffer.from(key).toString("latin1");
  return {
    get: (key) => held.get(name(key))?.slice(),
    containsKey: (key) => held.has(name(key)),
    insert: (key, value) => void held.set(name(key), value.slice()),
    remove: (key) => void held.delete(name(key)),
  };
}
