// When a signature was made and how long it is good for (RFC 9421 section 2.3, draft-cavage-12 section 2.1).

import { componentAbsent, SignatureError } from "../error.ts";
import { parseHttpDate } from "../http-date.ts";
import { headerOf, type HttpMessage } from "../request.ts";
import type { ResolvedPolicy } from "./policy.ts";

/** Times that the signature covers, in seconds since the Unix epoch. */
export interface CoveredTimes {
  readonly created: number | undefined;
  readonly expires: number | undefined;
}

/** Times of a signature that holds, in ms since the Unix epoch. */
export interface SignatureTimes {
  /** `created`, or the Date header where that is what was signed. */
  readonly signedAt: number;
  /** From this moment on the policy refuses the signature by itself; until then a replay must be recognised. */
  readonly refusedFrom: number;
}

/**
 * Holds the times that the signature covers, the Date header among them where `components` has it, against the
 * clock. Throws `date_malformed`, `component_absent`, `too_old`, `in_future`, `expired`.
 */
export function checkTimes(
  { created, expires }: CoveredTimes,
  components: readonly string[],
  message: HttpMessage,
  policy: ResolvedPolicy,
  now: number,
): SignatureTimes {
  const date = components.includes("date") ? dateOf(message) : undefined;
  const signedAt = created === undefined ? date : created * 1000;
  if (signedAt === undefined) throw componentAbsent("(created)");
  const other = date ?? signedAt;
  const oldest = Math.min(signedAt, other);
  const end = (expires ?? Infinity) * 1000;
  // Written so that a clock that is not a number refuses everything.
  if (!(now - oldest <= policy.maxAge)) throw refused("too_old", oldest, now);
  const newest = Math.max(signedAt, other);
  if (!(newest - now <= policy.clockSkew)) throw refused("in_future", newest, now);
  if (!(now < end)) throw refused("expired", end, now);
  return { signedAt, refusedFrom: Math.min(oldest + policy.maxAge + 1, end) };
}

function dateOf(message: HttpMessage): number {
  const header = headerOf(message, "date");
  if (header === undefined) throw componentAbsent("date");
  const date = parseHttpDate(header);
  if (date === undefined) {
    throw new SignatureError("date_malformed", "The Date header cannot be read", {
      component: "date",
      actual: header.slice(0, 64),
    });
  }
  return date;
}

function refused(code: "too_old" | "in_future" | "expired", time: number, now: number): SignatureError {
  return new SignatureError(code, `The time of the signature: ${code}`, {
    expected: String(now),
    actual: String(time),
  });
}
