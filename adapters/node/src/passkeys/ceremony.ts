/**
 * The two halves of a ceremony (WebAuthn section 7): what is asked of a browser, and that the answer comes from the same
 * browser, for the same purpose, in time, and once.
 */

import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { INSTANCE, type Instance, type Row, type Store } from "@mastic/core";
import { hashToken, newToken } from "../auth/token.ts";
import { sweep } from "../oauth/sweep.ts";
import { PasskeyError } from "./error.ts";
import { passkeyCeremonies, type Purpose } from "./tables.ts";

const COOKIE = "mastic_ceremony";
/** Long enough to find the key that is in the other coat. */
export const CEREMONY_MILLIS = 300_000;

export type Ceremony = Row<typeof passkeyCeremonies>;

export interface CeremonyPorts {
  readonly store: Store;
  readonly instance: Instance;
}

interface CookieAttributes {
  readonly httpOnly: true;
  readonly sameSite: "Strict";
  readonly secure: boolean;
  readonly path: "/";
}

function attributes({ origin }: Instance): CookieAttributes {
  return { httpOnly: true, sameSite: "Strict", secure: origin.startsWith("https:"), path: "/" };
}

/**
 * Remembers what is asked of this browser, instead of what was asked of it before.
 * @param challenge in base64url
 */
export async function beginCeremony(
  { store, instance }: CeremonyPorts,
  c: Context,
  begun: Pick<Ceremony, "challenge" | "purpose" | "principal">,
): Promise<void> {
  const secret = newToken();
  const before = getCookie(c, COOKIE);
  await store.turn(INSTANCE, async (turn) => {
    await sweep(turn, passkeyCeremonies);
    if (before !== undefined) await turn.delete(passkeyCeremonies, { browserHash: hashToken(before) });
    const expiresAt = turn.now + CEREMONY_MILLIS;
    await turn.insert(passkeyCeremonies, { ...begun, browserHash: hashToken(secret), expiresAt });
  });
  setCookie(c, COOKIE, secret, { ...attributes(instance), maxAge: CEREMONY_MILLIS / 1_000 });
}

/** What was asked of this browser: it cannot be answered again. @throws {PasskeyError} `stale` */
export async function takeCeremony(
  { store, instance }: CeremonyPorts,
  c: Context,
  purpose: Purpose,
): Promise<Ceremony> {
  const secret = getCookie(c, COOKIE);
  if (secret === undefined) throw new PasskeyError("stale");
  deleteCookie(c, COOKIE, attributes(instance));
  const key = { browserHash: hashToken(secret) };
  const found = await store.turn(INSTANCE, async (turn) => {
    const row = await turn.get(passkeyCeremonies, key);
    if (row !== undefined) await turn.delete(passkeyCeremonies, key);
    return row !== undefined && row.expiresAt >= turn.now ? row : undefined;
  });
  if (found?.purpose !== purpose) throw new PasskeyError("stale");
  return found;
}
