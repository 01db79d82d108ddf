/** What a turn writes before it is committed: nobody else sees it, and undoing it is forgetting it. */

import { Page } from "./page.ts";
import type { Change, RecordReader } from "./records.ts";
import type { PageWriter } from "./pages.ts";

export class WriteBuffer implements RecordReader, PageWriter {
  readonly #committed: RecordReader;
  readonly #changes = new Map<string, Change>();
  #lastPage: number;

  /** @param lastPage the last number that was given to a page */
  constructor(committed: RecordReader, lastPage: number) {
    this.#committed = committed;
    this.#lastPage = lastPage;
  }

  /** What is to be committed. */
  get changes(): ReadonlyMap<string, Change> {
    return this.#changes;
  }

  get lastPage(): number {
    return this.#lastPage;
  }

  record(place: string): Uint8Array | undefined {
    const change = this.#changes.get(place);
    if (change === undefined) return this.#committed.record(place);
    return change instanceof Page ? change.bytes : (change ?? undefined);
  }

  has(place: string): boolean {
    const change = this.#changes.get(place);
    return change === undefined ? this.#committed.has(place) : change !== null;
  }

  page(place: string): Page | undefined {
    const change = this.#changes.get(place);
    return change instanceof Page ? change : change === null ? undefined : this.#committed.page(place);
  }

  put(place: string, record: Uint8Array): void {
    this.#changes.set(place, record);
  }

  drop(place: string): void {
    this.#changes.set(place, null);
  }

  putPage(place: string, page: Page): void {
    this.#changes.set(place, page);
  }

  dropPage(place: string): void {
    this.#changes.set(place, null);
  }

  newPage(): number {
    this.#lastPage += 1;
    return this.#lastPage;
  }
}
