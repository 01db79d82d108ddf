/** The node's own web app, and who speaks through it (decisions/023). */

import type { Context } from "hono";
import { INSTANCE, users, type Instance, type Store, type UserRow, type View } from "@mastic/core";
import { ApiError } from "@mastic/mastodon-api";
import { bearerToken, goodToken } from "./accessToken.ts";
import { oauthApplications } from "./tables.ts";

/** Where its sign-in returns to: a page of the node, so that a code sent there reaches nobody else. */
export const ownAppCallback = ({ origin }: Instance): string => `${origin}/signed-in`;

/**
 * Who is signed in to the node's own app. The token of any other app is refused, whatever its scopes: how people sign in
 * is nothing for apps to see or to change.
 * @throws {ApiError} 401, 403
 */
export async function ownAppUser(store: Store, instance: Instance, c: Context): Promise<UserRow> {
  return store.view(INSTANCE, (view) => ownAppUserIn(view, instance, c));
}

/** The same within a turn: for what must not be done any more once its token was taken back. @throws {ApiError} 401, 403 */
export async function ownAppUserIn(view: View, instance: Instance, c: Context): Promise<UserRow> {
  const token = bearerToken(c.req.header("authorization"), undefined);
  const row = token === undefined ? undefined : await goodToken(view, token);
  if (row === undefined || row.principal === null) throw signedOut();
  const user = await view.find(users, "principal", { principal: row.principal });
  if (user?.status !== "Active") throw signedOut();
  const application = await view.find(oauthApplications, "clientId", { clientId: row.clientId });
  const callback = ownAppCallback(instance);
  // With PKCE the token went to the browser tab that began; other grants go to whoever asks.
  const isOwn = row.withPkce && application?.redirectUris.every((uri) => uri === callback) === true;
  if (!isOwn) throw new ApiError(403, "This is for the app of this server only");
  return user;
}

function signedOut(): ApiError {
  return new ApiError(401, "The access token is invalid");
}
