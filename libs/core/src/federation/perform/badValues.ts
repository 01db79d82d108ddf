/** Ends the effects that no repetition can save: those that hold a value which no store keeps. */

import { StoreError } from "../../store/error.ts";
import { permanent, type Performer } from "./outcome.ts";

/** Whether an error says that a value fits no column: the same activity brings the same value each time. */
export function isBadValue(error: unknown): error is StoreError {
  return error instanceof StoreError && error.code === "invalid_value";
}

/** The same performer, for which a value that the store refuses with `invalid_value` is a permanent failure. */
export function endingBadValues(perform: Performer): Performer {
  return async (effect) => {
    try {
      return await perform(effect);
    } catch (error) {
      if (isBadValue(error)) return permanent(error.message);
      throw error;
    }
  };
}
