/** Which messages of a journey have been made to trap, and which are next: a few in each play, until it was each of them. */

import { callOf, keyOf, type Place, type PlannedFault } from "./place.ts";

/** Messages of one thing that the story asks which trap in the same play. */
const AT_ONCE = 6;
/** After so many plays in which it did not come to its place, a message is the first to trap in its play. */
const PATIENCE = 2;
/** After so many, it is given up. */
const LIMIT = 5;

interface Open {
  readonly place: Place;
  missed: number;
}

export class Coverage {
  readonly #open = new Map<string, Open>();
  /** Plays end before this ask when one before it has a fault: `playFaulty` says why. */
  #quietUntil = 0;

  constructor(places: readonly Place[]) {
    for (const place of places) this.#open.set(keyOf(place), { place, missed: 0 });
  }

  /** Those that have not trapped. */
  get left(): readonly Place[] {
    return [...this.#open.values()].map(({ place }) => place);
  }

  /** Whether there is nothing more to try. */
  get isOver(): boolean {
    return [...this.#open.values()].every(({ missed }) => missed >= LIMIT);
  }

  /** The faults of the next play. */
  next(): PlannedFault[] {
    const open = [...this.#open.values()].filter(({ missed }) => missed < LIMIT);
    const patient = open.filter(({ missed }) => missed < PATIENCE);
    const [first] = open
      .filter((it) => !patient.includes(it))
      .sort((a, b) => a.missed - b.missed || a.place.ask - b.place.ask);
    const from = Math.max(first?.place.ask ?? 0, this.#quietUntil);
    this.#quietUntil = 0;
    const chosen = first === undefined || first.place.ask < from ? [] : [first.place];
    for (const { place, missed } of patient) {
      if (place.ask < from || (first !== undefined && place.ask === first.place.ask)) continue;
      const same = chosen.filter(({ ask }) => ask === place.ask);
      // Whatever came before a message that was missed may be why: it is alone then.
      if (same.length >= (missed > 0 ? 1 : AT_ONCE)) continue;
      if (same.some((it) => it.canister === place.canister && it.entry === place.entry)) continue;
      chosen.push(place);
    }
    return chosen.map((place) => ({ ...place, atSystemCall: callOf(place) }));
  }

  /** @param reached how many things the story asked before the play ended @param hit what trapped */
  played(planned: readonly Place[], reached: number, hit: readonly Place[], endedEarly: boolean): void {
    for (const place of planned) {
      const open = this.#open.get(keyOf(place));
      if (open === undefined || place.ask >= reached) continue;
      if (hit.includes(place)) this.#open.delete(keyOf(place));
      else open.missed += 1;
    }
    if (endedEarly && this.left.some(({ ask }) => ask >= reached)) this.#quietUntil = reached;
  }
}
