/** Signing in and out with a browser: by a password or a passkey. */

import { Hono, type Context } from "hono";
import { INSTANCE, users } from "@mastic/core";
import { localPath, ownFormsOnly, SCRIPTED, showPage } from "../http/page.ts";
import { readForm } from "../http/readBody.ts";
import { APP_DOOR } from "../http/webAppAddresses.ts";
import { endSession, startSession } from "../oauth/browserSession.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { signInPage } from "../pages/signIn.ts";
import { beginAuthentication, finishAuthentication } from "../passkeys/authenticate.ts";
import { PasskeyError } from "../passkeys/error.ts";
import { signIn } from "./signIn.ts";

const SUSPENDED = "This account is suspended.";

export function signInRoutes(ports: OAuthPorts): Hono {
  const { instance, store } = ports;
  const app = new Hono();

  const show = (
    c: Context,
    form: { readonly name: string; readonly next: string },
    error?: string,
  ): Promise<Response> =>
    showPage(c, signInPage(instance, form, error), error === undefined ? 200 : 403, SCRIPTED);

  app.get("/auth/sign_in", (c) => show(c, { name: "", next: localPath(c.req.query("next") ?? APP_DOOR) }));

  app.post("/auth/sign_in", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "signIn");
    const input = await readForm(c);
    const next = localPath(input.text("next"));
    const name = input.text("name") ?? "";
    const user = await signIn(ports, name, input.text("password") ?? "", (account) =>
      ports.attempt(c, "signIn", account),
    );
    if (user === undefined) return show(c, { name, next }, "Name and password do not go together.");
    if (user.status !== "Active") return show(c, { name, next }, SUSPENDED);
    await startSession(store, c, user.principal, instance);
    return c.redirect(next);
  });

  app.post("/auth/sign_in/passkey", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "signIn");
    const input = await readForm(c);
    const next = localPath(input.text("next"));
    try {
      const principal = await finishAuthentication(
        ports,
        c,
        "signIn",
        input.text("passkey") ?? "",
        (account) => ports.attempt(c, "signIn", account),
      );
      const user = await store.view(INSTANCE, (view) => view.find(users, "principal", { principal }));
      if (user === undefined || user.status === "DeletionPending") throw new PasskeyError("refused");
      if (user.status !== "Active") return await show(c, { name: "", next }, SUSPENDED);
      await startSession(store, c, principal, instance);
      return c.redirect(next);
    } catch (error) {
      if (error instanceof PasskeyError) return show(c, { name: "", next }, error.message);
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
