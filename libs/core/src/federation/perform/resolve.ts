/** resolve: fetches a status that another one answers or shows, and so walks up its thread. */

import { CoreError } from "../../error.ts";
import type { Gatherer } from "../gather.ts";
import { done, permanent, type Performer } from "./outcome.ts";
import { recordOf, textOf } from "./payload.ts";

/** A parent that cannot be had soon is left out of its thread. */
const ATTEMPTS = 5;

export function resolve(gather: Gatherer): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const uri = textOf(payload, "uri");
    const { depth } = payload;
    try {
      if ((await gather.known(uri)) === undefined)
        await gather.fetchStatus(uri, typeof depth === "number" ? depth : 0);
      return done;
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      const mayWork = error.code === "RemoteUnavailable" && effect.attempts < ATTEMPTS;
      return mayWork ? { status: "retry", error: error.message } : permanent(error.message);
    }
  };
}
