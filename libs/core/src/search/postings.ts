/**
 * Lists of status ids in order, and what several of them have in common, or hold together: each list is sought forward
 * from the others' next id, so that what only one of them holds is passed over at once.
 */

import type { Range, Walk } from "../read/walk.ts";

/** A list of ids, walked in one direction. */
export interface Postings {
  /** The first id that is `from` or beyond it; `undefined` for none. From one call to the next `from` only moves on. */
  seek(from: bigint): Promise<bigint | undefined>;
}

/** Where a search begins, how it walks, and where it ends. */
export type Stretch = Pick<Range, "after" | "before" | "forward">;

/** How often one search may read: when nothing is left, every list is at its end. */
export class Budget {
  #left: number;

  constructor(reads: number) {
    this.#left = reads;
  }

  take(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** How many ids one reading takes. */
const CHUNK = 40;
const LAST = (1n << 63n) - 1n;

/** The ids of a walk. */
export function postings(walk: Walk<bigint>, stretch: Stretch, budget: Budget): Postings {
  const { forward } = stretch;
  let ids: readonly bigint[] = [];
  let at = 0;
  let isEnd = false;
  return {
    async seek(from) {
      for (;;) {
        for (; at < ids.length; at += 1) {
          const id = ids[at];
          if (id !== undefined && !comesBefore(id, from, forward)) return id;
        }
        if (isEnd || !budget.take()) return undefined;
        const page = await walk({ ...beginAt(from, stretch), forward, limit: CHUNK });
        ids = page.rows;
        at = 0;
        isEnd = page.isEnd;
        if (ids.length === 0) isEnd = true;
      }
    },
  };
}

/** The ids that stand in all of these lists. */
export function intersection(lists: readonly Postings[]): Postings {
  return {
    async seek(from) {
      let wanted = from;
      let agreeing = 0;
      for (let i = 0; agreeing < lists.length; i = (i + 1) % lists.length) {
        const id = await lists[i]?.seek(wanted);
        if (id === undefined) return undefined;
        if (id === wanted) agreeing += 1;
        else {
          // What this list skips no other list has to look at.
          wanted = id;
          agreeing = 1;
        }
      }
      return lists.length === 0 ? undefined : wanted;
    },
  };
}

/** The ids that stand in any of these lists. */
export function union(lists: readonly Postings[], forward: boolean): Postings {
  return {
    async seek(from) {
      let first: bigint | undefined;
      for (const list of lists) {
        const id = await list.seek(from);
        if (id !== undefined && (first === undefined || comesBefore(id, first, forward))) first = id;
      }
      return first;
    },
  };
}

/** A list as pages are walked. Its ranges have to follow each other within the stretch. */
export function walkPostings(list: Postings, stretch: Stretch): Walk<bigint> {
  return async (range) => {
    const [first, last] = ends(stretch);
    const rows: bigint[] = [];
    let from = range.forward
      ? greater(first, (range.after ?? -1n) + 1n)
      : -greater(-last, 1n - (range.before ?? LAST + 1n));
    while (rows.length < range.limit) {
      const id = from < first || from > last ? undefined : await list.seek(from);
      if (id === undefined || id < first || id > last) return { rows, isEnd: true };
      rows.push(id);
      from = range.forward ? id + 1n : id - 1n;
    }
    return { rows, isEnd: false };
  };
}

/** The first and the last id that a stretch may hold. */
function ends({ after, before }: Stretch): [bigint, bigint] {
  return [(after ?? -1n) + 1n, (before ?? LAST + 1n) - 1n];
}

const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b);

function comesBefore(a: bigint, b: bigint, forward: boolean): boolean {
  return forward ? a < b : a > b;
}

function beginAt(from: bigint, { after, before, forward }: Stretch): Pick<Range, "after" | "before"> {
  if (forward) return { after: from === 0n ? undefined : from - 1n, before };
  return { before: from === LAST ? undefined : from + 1n, after };
}
