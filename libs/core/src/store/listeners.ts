/** Who wants to hear of what turns told once they were committed (`Store.listen`). */

import type { Signal } from "../signals.ts";
import type { Owner } from "./store.ts";

export type Listener = (event: Signal, owner: Owner) => void;

export class Listeners {
  readonly #all = new Set<Listener>();

  /** @returns what ends the listening */
  add(listener: Listener): () => void {
    // A function of its own, so that one listener given twice is two.
    const entry: Listener = (event, owner) => listener(event, owner);
    this.#all.add(entry);
    return () => this.#all.delete(entry);
  }

  tell(events: readonly Signal[], owner: Owner): void {
    for (const event of events)
      for (const listener of [...this.#all])
        try {
          listener(event, owner);
        } catch {
          // The turn is committed: what a listener makes of it cannot undo it, nor keep others from hearing.
        }
  }
}
