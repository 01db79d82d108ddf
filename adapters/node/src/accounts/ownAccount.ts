/** What the pages have in common on which people change their own account: who asks, and how they leave it. */

import type { Context } from "hono";
import { deleteCookie } from "hono/cookie";
import type { UserRow } from "@mastic/core";
import type { Input } from "@mastic/mastodon-api";
import { ownFormsOnly } from "../http/page.ts";
import { readForm } from "../http/readBody.ts";
import { APP_MARK } from "../http/webAppAddresses.ts";
import { endSession, sessionUser } from "../oauth/browserSession.ts";
import type { OAuthPorts } from "../oauth/ports.ts";

/** @returns who is signed in with this browser, or the way to sign in and come back to `path` */
export async function ownerOf(ports: OAuthPorts, c: Context, path: string): Promise<UserRow | Response> {
  const user = await sessionUser(ports.store, c, ports.now());
  return user ?? c.redirect(toSignIn(path));
}

export const toSignIn = (path: string): string => `/auth/sign_in?next=${encodeURIComponent(path)}`;

/** The same for a form that was sent. @throws {ApiError} 403 for one of another site */
export async function ownerAndForm(
  ports: OAuthPorts,
  c: Context,
  path: string,
): Promise<{ readonly user: UserRow; readonly form: Input } | Response> {
  ownFormsOnly(c, ports.instance);
  const user = await ownerOf(ports, c, path);
  return user instanceof Response ? user : { user, form: await readForm(c) };
}

/** Once no session and no token of somebody is good any more: open streams end, and this browser forgets. */
export async function leaveAccount(ports: OAuthPorts, c: Context): Promise<void> {
  const { instance, store } = ports;
  ports.tokensChanged();
  await endSession(store, c, instance);
  deleteCookie(c, APP_MARK, { path: "/", sameSite: "Lax", secure: instance.origin.startsWith("https:") });
}
