/** What a performer of the domain says, in the worker's words. */

import type { Outcome as DomainOutcome } from "@mastic/core";
import type { Outcome } from "./outcome.ts";

export function outcomeOf(it: DomainOutcome): Outcome {
  switch (it.status) {
    case "done":
      return { type: "done" };
    case "gone":
      return { type: "gone", error: it.error };
    case "permanent":
      return { type: "failed", error: it.error };
    case "retry":
      return {
        type: "retry",
        error: it.error,
        isLaneFailure: it.isPeerDown ?? false,
        ...(it.retryAfterMillis === undefined ? {} : { afterMillis: it.retryAfterMillis }),
      };
  }
}
