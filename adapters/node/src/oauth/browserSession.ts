/** A browser that is signed in: a cookie whose SHA-256 is kept. */

import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { INSTANCE, users, type Instance, type Store, type UserRow, type View } from "@mastic/core";
import { hashToken, newToken } from "../auth/token.ts";
import { epochOf, isOfThisEpoch } from "./epoch.ts";
import { sweep } from "./sweep.ts";
import { browserSessions } from "./tables.ts";

const NAME = "mastic_session";
const LIFETIME_MILLIS = 30 * 24 * 3_600_000;

function attributes(instance: Instance): {
  httpOnly: true;
  sameSite: "Lax";
  secure: boolean;
  path: "/";
} {
  return { httpOnly: true, sameSite: "Lax", secure: instance.origin.startsWith("https:"), path: "/" };
}

/**
 * @param isGood whether what somebody signs in with still holds: to check it took a while, in which everybody may have been signed out
 * @returns whether there is a session
 */
export async function startSession(
  store: Store,
  c: Context,
  principal: string,
  instance: Instance,
  isGood: (view: View) => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> {
  const token = newToken();
  const isStarted = await store.turn(INSTANCE, async (turn) => {
    await sweep(turn, browserSessions);
    if (!(await isGood(turn))) return false;
    await turn.insert(browserSessions, {
      tokenHash: hashToken(token),
      principal,
      createdAt: turn.now,
      expiresAt: turn.now + LIFETIME_MILLIS,
      epoch: await epochOf(turn, principal),
    });
    return true;
  });
  if (isStarted) setCookie(c, NAME, token, { ...attributes(instance), maxAge: LIFETIME_MILLIS / 1000 });
  return isStarted;
}

export async function endSession(store: Store, c: Context, instance: Instance): Promise<void> {
  const token = getCookie(c, NAME);
  deleteCookie(c, NAME, attributes(instance));
  if (token === undefined) return;
  await store.turn(INSTANCE, (turn) => turn.delete(browserSessions, { tokenHash: hashToken(token) }));
}

/** Who is signed in with this browser. */
export async function sessionUser(store: Store, c: Context, now: number): Promise<UserRow | undefined> {
  return store.view(INSTANCE, (view) => sessionUserIn(view, c, now));
}

/** The same within a turn: for what must not be done any more once everybody was signed out. */
export async function sessionUserIn(view: View, c: Context, now: number): Promise<UserRow | undefined> {
  const token = getCookie(c, NAME);
  if (token === undefined) return undefined;
  const row = await view.get(browserSessions, { tokenHash: hashToken(token) });
  if (row === undefined || row.expiresAt < now || !(await isOfThisEpoch(view, row))) return undefined;
  const user = await view.find(users, "principal", { principal: row.principal });
  return user?.status === "Active" ? user : undefined;
}
