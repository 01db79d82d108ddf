/** Deleting one's own account with a browser; Mastodon's API has no call for it (UC4; Mastodon: /settings/delete). */

import { Hono, type Context } from "hono";
import { deleteCookie } from "hono/cookie";
import { ownFormsOnly, showPage } from "../http/page.ts";
import { readForm } from "../http/readBody.ts";
import { APP_MARK } from "../http/webAppAddresses.ts";
import { endSession, sessionUser } from "../oauth/browserSession.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { isPasswordOf } from "./isPasswordOf.ts";
import { accountDeletedPage, deleteAccountPage } from "../pages/deleteAccount.ts";

const PATH = "/settings/delete";

export function deleteAccountRoutes(ports: OAuthPorts): Hono {
  const { instance, store, directory } = ports;
  const app = new Hono();
  const signInFirst = (c: Context): Response => c.redirect(`/auth/sign_in?next=${encodeURIComponent(PATH)}`);

  app.get(PATH, async (c) => {
    const user = await sessionUser(store, c, ports.now());
    return user === undefined ? signInFirst(c) : showPage(c, deleteAccountPage(instance, user, undefined));
  });

  app.post(PATH, async (c) => {
    ownFormsOnly(c, instance);
    const user = await sessionUser(store, c, ports.now());
    if (user === undefined) return signInFirst(c);
    // Who has somebody's browser may guess no oftener than who has only their name.
    ports.attempt(c, "signIn");
    ports.attempt(c, "signIn", user.principal);
    const password = (await readForm(c)).text("password") ?? "";
    if (!(await isPasswordOf(store, ports.passwords, user.principal, password))) {
      return showPage(c, deleteAccountPage(instance, user, "This is not your password."), 403);
    }
    await directory.deleteProfile({ principal: user.principal });
    await endSession(store, c, instance);
    deleteCookie(c, APP_MARK, { path: "/", sameSite: "Lax", secure: instance.origin.startsWith("https:") });
    ports.tokensChanged();
    return showPage(c, accountDeletedPage(instance, user.handle));
  });

  return app;
}
