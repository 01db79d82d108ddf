/** Changing one's own password with a browser; password managers find the way there (W3C: well-known change-password). */

import { Hono, type Context } from "hono";
import { INSTANCE, type UserRow } from "@mastic/core";
import { SCRIPTED, showPage, type PageStatus } from "../http/page.ts";
import { pageSetting } from "../http/pageSetting.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { sessionUserIn } from "../oauth/browserSession.ts";
import { endEpoch } from "../oauth/epoch.ts";
import { credentials } from "../oauth/tables.ts";
import { changePasswordPage, passwordChangedPage, type PasswordFault } from "../pages/changePassword.ts";
import { FormError } from "./formError.ts";
import { leaveAccount, ownerAndForm, ownerOf, toSignIn } from "./ownAccount.ts";
import { proofFault } from "./proof.ts";
import { signInMeans } from "./signInMeans.ts";
import { forgetSignedOut } from "./signOut.ts";
import { checkPassword } from "./signUp.ts";

const PATH = "/settings/password";

export function changePasswordRoutes(ports: OAuthPorts): Hono {
  const { instance, store, passwords } = ports;
  const app = new Hono();
  const show = async (
    c: Context,
    user: UserRow,
    status: PageStatus,
    fault?: PasswordFault,
  ): Promise<Response> => {
    const means = await signInMeans(store, user.principal);
    return showPage(c, changePasswordPage(pageSetting(c, instance), user, means, fault), status, SCRIPTED);
  };

  app.get("/.well-known/change-password", (c) => c.redirect(PATH));

  app.get(PATH, async (c) => {
    const user = await ownerOf(ports, c, PATH);
    return user instanceof Response ? user : show(c, user, 200);
  });

  app.post(PATH, async (c) => {
    const asked = await ownerAndForm(ports, c, PATH);
    if (asked instanceof Response) return asked;
    const { user, form } = asked;
    const { principal } = user;
    const wrong = await proofFault(ports, c, user, form);
    const { language } = pageSetting(c, instance);
    if (wrong !== undefined) return show(c, user, 403, { field: "password", message: language.text(wrong) });
    const chosen = form.text("newPassword") ?? "";
    try {
      checkPassword(chosen, user.handle);
    } catch (thrown) {
      if (!(thrown instanceof FormError)) throw thrown;
      const message = language.text(thrown.text, thrown.values);
      return show(c, user, 422, { field: "newPassword", message });
    }
    const passwordHash = await passwords.hash(chosen);
    const isChanged = await store.turn(INSTANCE, async (turn) => {
      // Hashing took a while, in which the password may have been changed by its owner.
      if ((await sessionUserIn(turn, c, ports.now())) === undefined) return false;
      await turn.update(credentials, { principal }, { passwordHash });
      // Whoever knew the old one may be signed in somewhere.
      await endEpoch(turn, principal);
      return true;
    });
    if (!isChanged) return c.redirect(toSignIn(PATH));
    await leaveAccount(ports, c);
    await forgetSignedOut(store, principal);
    return showPage(c, passwordChangedPage(pageSetting(c, instance)));
  });

  return app;
}
