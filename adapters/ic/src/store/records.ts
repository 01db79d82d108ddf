/**
 * What the map holds, as it was committed: records and pages by their place, with pages that were used lately kept
 * unpacked. The heap is rolled back together with stable memory, so what is kept here is never ahead of the map.
 */

import { bytesOf } from "./bytes.ts";
import { Page } from "./page.ts";
import type { StableMap } from "./stableMap.ts";
import type { PageReader } from "./pages.ts";

/** A record or a page in its place; `null` where there is none any more. */
export type Change = Uint8Array | Page | null;

/** How many pages are kept, and places that have none: about 1 MB. */
const MAX_PAGES = 256;

/** Reads the records of one moment. */
export interface RecordReader extends PageReader {
  record(place: string): Uint8Array | undefined;
  has(place: string): boolean;
}

export class Records implements RecordReader {
  readonly #map: StableMap;
  readonly #pages = new Map<string, Page | undefined>();
  readonly #snapshots = new Set<Snapshot>();

  constructor(map: StableMap) {
    this.#map = map;
  }

  record(place: string): Uint8Array | undefined {
    return this.#map.get(bytesOf(place));
  }

  has(place: string): boolean {
    return this.#map.containsKey(bytesOf(place));
  }

  page(place: string): Page | undefined {
    const kept = this.#pages.get(place);
    if (kept !== undefined || this.#pages.has(place)) return kept;
    const bytes = this.record(place);
    const page = bytes === undefined ? undefined : new Page(bytes);
    this.#keep(place, page);
    return page;
  }

  /** Writes all changes. What it throws must end the message, as half of them may be in the map. */
  commit(changes: ReadonlyMap<string, Change>): void {
    for (const snapshot of this.#snapshots) snapshot.remember(changes.keys());
    for (const [place, change] of changes) {
      const key = bytesOf(place);
      this.#pages.delete(place);
      if (change === null) this.#map.remove(key);
      else if (change instanceof Page) {
        this.#map.insert(key, change.bytes);
        this.#keep(place, change);
      } else this.#map.insert(key, change);
    }
  }

  /** What is there now, whatever is committed until it is closed. */
  snapshot(): Snapshot {
    const snapshot = new Snapshot(this, () => this.#snapshots.delete(snapshot));
    this.#snapshots.add(snapshot);
    return snapshot;
  }

  #keep(place: string, page: Page | undefined): void {
    if (this.#pages.size >= MAX_PAGES)
      for (const oldest of this.#pages.keys()) {
        this.#pages.delete(oldest);
        break;
      }
    this.#pages.set(place, page);
  }
}

/** One moment: what has changed since is remembered as it was. In a canister nothing changes while a message reads. */
export class Snapshot implements RecordReader {
  readonly #records: Records;
  readonly #before = new Map<string, Uint8Array | undefined>();
  readonly close: () => void;

  constructor(records: Records, close: () => void) {
    this.#records = records;
    this.close = close;
  }

  record(place: string): Uint8Array | undefined {
    return this.#before.has(place) ? this.#before.get(place) : this.#records.record(place);
  }

  has(place: string): boolean {
    return this.#before.has(place) ? this.#before.get(place) !== undefined : this.#records.has(place);
  }

  page(place: string): Page | undefined {
    if (!this.#before.has(place)) return this.#records.page(place);
    const bytes = this.#before.get(place);
    return bytes === undefined ? undefined : new Page(bytes);
  }

  /** Called before these places change. */
  remember(places: Iterable<string>): void {
    for (const place of places)
      if (!this.#before.has(place)) this.#before.set(place, this.#records.record(place));
  }
}
