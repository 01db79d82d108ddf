/** How the performance of an effect ended, for the host that decides whether and when to try again. */

import type { StoredEffect } from "../../store/effect.ts";
import type { Millis } from "../../store/store.ts";

export type Outcome =
  | { readonly status: "done" }
  /** It may work later; `retryAfterMillis` when the other server said when. */
  | {
      readonly status: "retry";
      readonly error: string;
      readonly retryAfterMillis?: Millis;
      /** The whole server is at fault, not this one inbox: nobody answers there, or it asks for a pause. */
      readonly isPeerDown?: boolean;
    }
  /** It will never work. */
  | { readonly status: "permanent"; readonly error: string }
  /** The receiver is gone: nothing need be sent there any more. */
  | { readonly status: "gone"; readonly error: string };

/** Performs an effect; performed twice, it comes to the same. It throws only what no peer can cause. */
export type Performer = (effect: StoredEffect) => Promise<Outcome>;

export const done: Outcome = { status: "done" };

export const permanent = (error: string): Outcome => ({ status: "permanent", error });
