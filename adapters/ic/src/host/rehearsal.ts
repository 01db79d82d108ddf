/** A store in which turns are taken to their end, and then undone: says what would be refused, and changes nothing. */

import type { Owner, Store, Turn } from "@mastic/core";

/** Ends a turn that went well. */
class Undone extends Error {}

/** @returns a store that shows what is there; of two turns, the second does not see what the first would have written */
export function rehearsalOf(store: Store): Store {
  async function turn<R>(owner: Owner, change: (turn: Turn) => Promise<R>): Promise<R> {
    const results: R[] = [];
    try {
      await store.turn(owner, async (it) => {
        results.push(await change(it));
        throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
    // The turn has ended by itself only once there was one.
    return results[0] as R;
  }
  return {
    view: (owner, read) => store.view(owner, read),
    turn,
    turns: (changes) => Promise.allSettled(changes.map(([owner, change]) => turn(owner, change))),
    effects: store.effects,
    listen: (listener) => store.listen(listener),
    close: () => store.close(),
  };
}
