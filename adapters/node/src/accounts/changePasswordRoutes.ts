/** Changing one's own password with a browser; password managers find the way there (W3C: well-known change-password). */

import { Hono, type Context } from "hono";
import { deleteCookie } from "hono/cookie";
import { INSTANCE } from "@mastic/core";
import { ownFormsOnly, showPage } from "../http/page.ts";
import { readForm } from "../http/readBody.ts";
import { APP_MARK } from "../http/webAppAddresses.ts";
import { endSession, sessionUser } from "../oauth/browserSession.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { credentials } from "../oauth/tables.ts";
import { changePasswordPage, passwordChangedPage } from "../pages/changePassword.ts";
import { signOutEverywhere } from "./signOut.ts";
import { checkPassword, FormError } from "./signUp.ts";

const PATH = "/settings/password";

export function changePasswordRoutes(ports: OAuthPorts): Hono {
  const { instance, store, passwords } = ports;
  const app = new Hono();
  const signInFirst = (c: Context): Response => c.redirect(`/auth/sign_in?next=${encodeURIComponent(PATH)}`);

  app.get("/.well-known/change-password", (c) => c.redirect(PATH));

  app.get(PATH, async (c) => {
    const user = await sessionUser(store, c, ports.now());
    return user === undefined ? signInFirst(c) : showPage(c, changePasswordPage(instance, user, undefined));
  });

  app.post(PATH, async (c) => {
    ownFormsOnly(c, instance);
    const user = await sessionUser(store, c, ports.now());
    if (user === undefined) return signInFirst(c);
    // Who has somebody's browser may guess no oftener than who has only their name.
    ports.attempt(c, "signIn");
    ports.attempt(c, "signIn", user.principal);
    const form = await readForm(c);
    const { principal } = user;
    const known = await store.view(INSTANCE, (view) => view.get(credentials, { principal }));
    if (!(await passwords.verify(form.text("password") ?? "", known?.passwordHash))) {
      const error = { field: "password", message: "This is not your password." } as const;
      return showPage(c, changePasswordPage(instance, user, error), 403);
    }
    const chosen = form.text("newPassword") ?? "";
    try {
      checkPassword(chosen, user.handle);
    } catch (thrown) {
      if (!(thrown instanceof FormError)) throw thrown;
      const error = { field: "newPassword", message: thrown.message } as const;
      return showPage(c, changePasswordPage(instance, user, error), 422);
    }
    const passwordHash = await passwords.hash(chosen);
    await store.turn(INSTANCE, (turn) => turn.update(credentials, { principal }, { passwordHash }));
    // Whoever knew the old one may be signed in somewhere.
    await signOutEverywhere(store, principal);
    await endSession(store, c, instance);
    deleteCookie(c, APP_MARK, { path: "/", sameSite: "Lax", secure: instance.origin.startsWith("https:") });
    ports.tokensChanged();
    return showPage(c, passwordChangedPage(instance));
  });

  return app;
}
