/** Where in a story a message of a canister runs, so that in another play of the story that very message can be made to trap. */

export interface Place {
  /** Which of the things that the story asks of its nodes, from 0 on. */
  readonly ask: number;
  /** Who runs it: `here directory`, `there federation`, `here alice`. */
  readonly canister: string;
  readonly entry: string;
  /** Which run of this entry point by this canister within the ask, from 0 on. */
  readonly nth: number;
  /** Calls of `ic0` that it makes when nothing fails. */
  readonly calls: number;
}

/** A message that is to trap, and at which of its calls of `ic0`. */
export interface PlannedFault extends Place {
  readonly atSystemCall: number;
}

export const keyOf = ({ ask, canister, entry, nth }: Place): string => [ask, canister, entry, nth].join(" ");

/** A call of the message that depends on its place alone, evenly among all that it makes. */
export function callOf(place: Place): number {
  // FNV-1a of the key.
  let hash = 0x811c9dc5;
  for (const letter of keyOf(place)) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return ((hash >>> 0) % place.calls) + 1;
}
