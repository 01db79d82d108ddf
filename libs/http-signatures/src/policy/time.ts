// When a signature was made and how long it is good for (RFC 9421 section 2.3, draft-cavage-12 section 2.1).

import { SignatureError } from "../error.ts";
import { parseHttpDate } from "../http-date.ts";
import type { ParsedSignature } from "../parse-signature.ts";
import { headerOf, type HttpRequest } from "../request.ts";
import type { ResolvedPolicy } from "./policy.ts";

/** Times that the signature covers, in ms since the Unix epoch. */
export interface SignatureTimes {
  /** `created`, or the Date header where that is what was signed. */
  readonly signedAt: number;
  /** From this moment on the policy refuses the signature by itself; until then a replay must be recognised. */
  readonly refusedFrom: number;
}

/**
 * Reads the times that the signature covers and holds them against the clock. `created` and `expires` of
 * draft-cavage count only when `(created)` and `(expires)` are covered: otherwise anybody could have written
 * them. Throws `date_malformed`, `component_absent`, `too_old`, `in_future`, `expired`.
 */
export function checkTimes(
  signature: ParsedSignature,
  request: HttpRequest,
  policy: ResolvedPolicy,
  now: number,
): SignatureTimes {
  const { components, scheme } = signature;
  const signedCreated = scheme === "rfc9421" || components.includes("(created)");
  const signedExpires = scheme === "rfc9421" || components.includes("(expires)");
  const created = signedCreated && signature.created !== undefined ? signature.created * 1000 : undefined;
  const date = components.includes("date") ? dateOf(request) : undefined;
  const expires = signedExpires && signature.expires !== undefined ? signature.expires * 1000 : undefined;
  if (created !== undefined) checkAge(created, policy, now);
  if (date !== undefined) checkAge(date, policy, now);
  if (expires !== undefined && !(now < expires + policy.clockSkew)) {
    throw refused("expired", "The signature has expired", expires, now);
  }
  const signedAt = created ?? date;
  if (signedAt === undefined) {
    throw new SignatureError("component_absent", "The signature says no time", { component: "(created)" });
  }
  const oldest = Math.min(signedAt, date ?? signedAt);
  return {
    signedAt,
    refusedFrom: Math.min(oldest + policy.maxAge + 1, (expires ?? Infinity) + policy.clockSkew),
  };
}

function dateOf(request: HttpRequest): number {
  const header = headerOf(request, "date");
  if (header === undefined) {
    throw new SignatureError("component_absent", "The signature covers date, which is not there", {
      component: "date",
    });
  }
  const date = parseHttpDate(header);
  if (date === undefined) {
    throw new SignatureError("date_malformed", "The Date header cannot be read", {
      component: "date",
      actual: header.slice(0, 64),
    });
  }
  return date;
}

/** Written so that a clock that is not a number refuses everything. */
function checkAge(time: number, policy: ResolvedPolicy, now: number): void {
  if (!(now - time <= policy.maxAge)) throw refused("too_old", "The signature is too old", time, now);
  if (!(time - now <= policy.clockSkew)) {
    throw refused("in_future", "The signature was made in the future", time, now);
  }
}

function refused(
  code: "too_old" | "in_future" | "expired",
  message: string,
  time: number,
  now: number,
): SignatureError {
  return new SignatureError(code, message, { expected: String(now), actual: String(time) });
}
