/**
 * Which signature a remote host accepts, remembered where it is not the one tried first: for a month, for so many hosts
 * (CVE-2026-69132: state per remote host has to have a bound).
 */

import { hosts } from "../schema/instance.ts";
import type { Millis, Turn, View } from "../store/store.ts";

export type Scheme = "cavage" | "rfc9421";

/** How long a host's answer is believed, and for how many hosts. */
export const SIGNATURE_KNOWN_FOR: Millis = 30 * 24 * 3_600_000;
const HOSTS_KNOWN = 10_000;
/** How many rows one turn drops: more than it adds, so that what is too much goes. */
const DROPPED = 20;

/** The signature to try first. */
export async function signatureOf(view: View, host: string): Promise<Scheme> {
  return (await view.get(hosts, { host }))?.signature ?? "cavage";
}

/** Remembers what a host has accepted, and forgets what is too old or too much: the oldest first. */
export async function rememberSignature(
  turn: Turn,
  host: string,
  signature: Scheme,
  most: number = HOSTS_KNOWN,
): Promise<void> {
  const isNew = (await turn.get(hosts, { host })) === undefined;
  await turn.put(hosts, { host, signature, updatedAt: turn.now });
  if (!isNew) return;
  const excess = (await turn.count(hosts, {})) - most;
  const oldest = await turn.scan(hosts, { index: "byTime", limit: DROPPED });
  for (const [place, row] of oldest.rows.entries()) {
    const isStale = row.updatedAt < turn.now - SIGNATURE_KNOWN_FOR;
    if (place >= excess && !isStale) return;
    await turn.delete(hosts, { host: row.host });
  }
}
