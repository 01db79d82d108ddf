/** How an attempt to perform an effect ended, and what an HTTP answer or a failure means for a delivery. */

import { FetchError } from "../fetch/error.ts";
import { parseRetryAfter } from "./retryAfter.ts";

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

/** After so many refusals of our signature nobody there will be able to read it. */
const MAX_UNAUTHORIZED = 8;

/**
 * What the answer to a delivered activity means, by Mastodon's rules: 4xx is permanent except 401, 408 and 429, and so
 * is 501; everything else that is not 2xx is tried again. 2xx says that it was received, not that it was believed.
 *
 * @param attempts how often this delivery has failed before.
 */
export function outcomeOfStatus(
  status: number,
  headers: Readonly<Record<string, string>>,
  { attempts, now }: { readonly attempts: number; readonly now: number },
): Outcome {
  const error = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { type: "done" };
  if (status === 410) return { type: "gone", error };
  if (status === 401 && attempts + 1 >= MAX_UNAUTHORIZED) return { type: "failed", error };
  const isTransient4xx = status === 401 || status === 408 || status === 429;
  if (status === 501 || (status >= 400 && status < 500 && !isTransient4xx)) return { type: "failed", error };
  const afterMillis = parseRetryAfter(headers["retry-after"], now);
  return {
    type: "retry",
    error,
    // A gateway that finds no server behind it, and a server that wants a pause, speak for every inbox of the host.
    isLaneFailure: status === 429 || (status >= 502 && status <= 504) || (status >= 520 && status <= 530),
    ...(afterMillis === undefined ? {} : { afterMillis }),
  };
}

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
