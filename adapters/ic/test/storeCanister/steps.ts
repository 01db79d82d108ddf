/** What the canister that has nothing but the store can be told to do. */

import type { Row } from "@mastic/core";
import type { StableStore } from "../../src/store/store.ts";
import { notes, OWNER, words } from "./tables.ts";

/** Operations that are measured: each answers with its instructions. */
export const measured = ["insert", "get", "scan of 20", "update", "delete"] as const;
type Measured = (typeof measured)[number];

export interface Step {
  readonly name: Measured | "fill" | "keep" | "texts" | "count";
  /** The first note of `fill`, the note of what is measured. */
  readonly nth?: number;
  readonly count?: number;
  readonly texts?: readonly string[];
}

type Run = (store: StableStore, step: Step, counter: () => number) => Promise<unknown>;

export const steps: Readonly<Record<Step["name"], Run>> = {
  /** Inserts notes, in turns of 50. */
  async fill(store, { nth: from = 0, count = 0 }) {
    for (let first = from; first < from + count; first += 50)
      await store.turn(OWNER, async (turn) => {
        for (let nth = first; nth < Math.min(first + 50, from + count); nth += 1)
          await turn.insert(notes, note(nth));
      });
  },
  insert: measuring((store, nth) => store.turn(OWNER, (turn) => turn.insert(notes, note(nth)))),
  get: measuring((store, nth) => store.view(OWNER, (view) => view.get(notes, { id: idOf(nth) }))),
  "scan of 20": measuring((store, nth) =>
    store.view(OWNER, (view) =>
      view.scan(notes, { index: "byTime", before: { createdAt: timeOf(nth) }, reverse: true, limit: 20 }),
    ),
  ),
  update: measuring((store, nth) =>
    store.turn(OWNER, (turn) => turn.update(notes, { id: idOf(nth) }, { replies: 1 })),
  ),
  delete: measuring((store, nth) => store.turn(OWNER, (turn) => turn.delete(notes, { id: idOf(nth) }))),
  /** Keeps texts in every way there is, and an effect for each, in one turn. */
  keep: (store, { texts = [] }) =>
    store.turn(OWNER, async (turn) => {
      for (const text of texts) {
        await turn.insert(words, { word: text, copy: `${text}!`, document: [text] });
        turn.emit({ kind: "kept", payload: text });
      }
    }),
  /** Tells of each text what every way gives. */
  texts: (store) =>
    store.view(OWNER, async (view) => {
      const { rows } = await view.scan(words, { limit: 1000 });
      const found: unknown[] = [];
      for (const { word, copy, document } of rows) {
        const same = [await view.get(words, { word }), await view.find(words, "copy", { copy })];
        found.push([word, copy, document[0], ...same.map((it) => it?.word)]);
      }
      return found;
    }),
  async count(store) {
    const kept = await store.view(OWNER, (view) => view.count(words, {}));
    return [kept, await store.effects.size()];
  },
};

function measuring(operation: (store: StableStore, nth: number) => Promise<unknown>): Run {
  return async (store, { nth = 0 }, counter) => {
    const before = counter();
    await operation(store, nth);
    return counter() - before;
  };
}

const START = 1_780_272_000_000;
const idOf = (nth: number): bigint => OWNER + BigInt(nth) * 65_536n;
const timeOf = (nth: number): number => START + nth * 1000;

function note(nth: number): Row<typeof notes> {
  return {
    id: idOf(nth),
    content: `<p>${"Words and more of them, ".repeat(8)}</p>`,
    topic: Math.imul(nth, 2_654_435_761) >>> 8,
    replies: 0,
    createdAt: timeOf(nth),
  };
}
