/** How an attempt to perform an effect ended, and what it means that a performer threw. */

import { FetchError } from "../fetch/error.ts";

export type Outcome =
  | { readonly type: "done" }
  /** Will never succeed: forgotten, with a line in the log. `gone`: what it was for does not exist any more (410). */
  | { readonly type: "failed" | "gone"; readonly error: string }
  | {
      readonly type: "retry";
      readonly error: string;
      /** The lane as a whole is at fault: nobody answers there, or it asks for a pause. */
      readonly isLaneFailure: boolean;
      /** Not before so long: the peer's Retry-After. */
      readonly afterMillis?: number;
    };

/** What it means that there was no answer. */
export function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof FetchError))
    return {
      type: "retry",
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      isLaneFailure: false,
    };
  const text = `${error.code}: ${error.message}`;
  // The status had come, and nobody needs the body of an answer to a delivery.
  if (error.status !== undefined && error.status >= 200 && error.status < 300) return { type: "done" };
  if (error.kind === "input") return { type: "failed", error: text };
  return { type: "retry", error: text, isLaneFailure: error.kind === "transport" && error.code !== "closed" };
}
