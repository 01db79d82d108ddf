/** Signing in and out with a browser: by a password or a passkey. */

import { Hono, type Context } from "hono";
import { INSTANCE, users, type UserRow, type View } from "@mastic/core";
import { localPath, ownFormsOnly, SCRIPTED, showPage } from "../http/page.ts";
import { pageSetting } from "../http/pageSetting.ts";
import { readForm } from "../http/readBody.ts";
import { APP_DOOR } from "../http/webAppAddresses.ts";
import type { TextId } from "../language/english.ts";
import { endSession, startSession } from "../oauth/browserSession.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { credentials } from "../oauth/tables.ts";
import { signInPage } from "../pages/signIn.ts";
import { beginAuthentication, finishAuthentication } from "../passkeys/authenticate.ts";
import { PasskeyError } from "../passkeys/error.ts";
import { passkeyOf, passkeys } from "../passkeys/tables.ts";
import { signIn } from "./signIn.ts";

export function signInRoutes(ports: OAuthPorts): Hono {
  const { instance, store } = ports;
  const app = new Hono();

  const show = (
    c: Context,
    form: { readonly name: string; readonly next: string },
    error?: TextId,
  ): Promise<Response> =>
    showPage(c, signInPage(pageSetting(c, instance), form, error), error === undefined ? 200 : 403, SCRIPTED);

  app.get("/auth/sign_in", (c) => show(c, { name: "", next: localPath(c.req.query("next") ?? APP_DOOR) }));

  app.post("/auth/sign_in", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "signIn");
    const input = await readForm(c);
    const next = localPath(input.text("next"));
    const name = input.text("name") ?? "";
    const found = await signIn(ports, name, input.text("password") ?? "", (account) =>
      ports.attempt(c, "signIn", account),
    );
    if (found === undefined) return show(c, { name, next }, "signIn.mismatch");
    const { user, passwordHash } = found;
    if (user.status !== "Active") return show(c, { name, next }, whyNot(user));
    const { principal } = user;
    const isStarted = await startSession(
      store,
      c,
      principal,
      instance,
      async (view) => (await view.get(credentials, { principal }))?.passwordHash === passwordHash,
    );
    return isStarted ? c.redirect(next) : show(c, { name, next }, "signIn.mismatch");
  });

  app.post("/auth/sign_in/passkey", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "signIn");
    const input = await readForm(c);
    const next = localPath(input.text("next"));
    try {
      const { id, principal } = await finishAuthentication(
        ports,
        c,
        "signIn",
        input.text("passkey") ?? "",
        (account) => ports.attempt(c, "signIn", passkeyOf(account)),
      );
      const user = await store.view(INSTANCE, (view) => view.find(users, "principal", { principal }));
      if (user === undefined) throw new PasskeyError("refused");
      if (user.status !== "Active") return await show(c, { name: "", next }, whyNot(user));
      const isKept = async (view: View): Promise<boolean> => (await view.get(passkeys, { id })) !== undefined;
      if (!(await startSession(store, c, principal, instance, isKept))) throw new PasskeyError("refused");
      return c.redirect(next);
    } catch (error) {
      if (error instanceof PasskeyError) return show(c, { name: "", next }, error.text);
      throw error;
    }
  });

  app.post("/auth/sign_in/passkey/options", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "signIn");
    return c.json(await beginAuthentication(ports, c));
  });

  app.post("/auth/sign_out", async (c) => {
    ownFormsOnly(c, instance);
    await endSession(store, c, instance);
    return c.redirect("/");
  });

  return app;
}

/** Why somebody cannot sign in who has shown that the account is theirs. */
function whyNot({ status }: UserRow): TextId {
  return status === "DeletionPending" ? "signIn.deleted" : "signIn.suspended";
}
