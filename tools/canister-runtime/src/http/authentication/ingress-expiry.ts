// Until when a request may be sent: not in the past, and not far ahead, because every call is remembered
// until it expires (interface specification, "Authentication", `ingress_expiry`).
import { RequestError } from "../request-error.ts";

const second = 1_000_000_000n;
const minute = 60n * second;
/** Five minutes, and one for clocks that go wrong. */
const longestAhead = 6n * minute;

/**
 * Checks an expiry against the replica's time; both in nanoseconds since the Unix epoch.
 *
 * @throws RequestError `expiry_invalid`; agents recognise how its message begins, and set their clock.
 */
export function checkIngressExpiry(ingressExpiry: bigint, now: bigint): void {
  if (ingressExpiry >= now && ingressExpiry <= now + longestAhead) return;
  throw new RequestError(
    "expiry_invalid",
    `Invalid request expiry: the ingress_expiry ${ingressExpiry.toString()} is not between ` +
      `${now.toString()} and ${(now + longestAhead).toString()} (nanoseconds since 1970).`,
  );
}
