/** The time as the Internet Computer tells it: the same on every replica, and constant within a message. */

import type { Millis } from "@mastic/core";
import { ic } from "../engine/system.ts";

/** ms since the Unix epoch. */
export function now(): Millis {
  return Number(ic.time() / 1_000_000n);
}
