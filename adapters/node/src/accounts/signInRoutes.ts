/** Signing in and out with a browser. */

import { Hono } from "hono";
import { localPath, ownFormsOnly, showPage } from "../http/page.ts";
import { readForm } from "../http/readBody.ts";
import { APP_DOOR } from "../http/webAppAddresses.ts";
import { endSession, startSession } from "../oauth/browserSession.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { signInPage } from "../pages/signIn.ts";
import { signIn } from "./signIn.ts";

export function signInRoutes(ports: OAuthPorts): Hono {
  const { instance, store } = ports;
  const app = new Hono();

  app.get("/auth/sign_in", (c) =>
    showPage(
      c,
      signInPage(instance, { name: "", next: localPath(c.req.query("next") ?? APP_DOOR) }, undefined),
    ),
  );

  app.post("/auth/sign_in", async (c) => {
    ownFormsOnly(c, instance);
    ports.attempt(c, "signIn");
    const input = await readForm(c);
    const next = localPath(input.text("next"));
    const name = input.text("name") ?? "";
    const user = await signIn(ports, name, input.text("password") ?? "", (account) =>
      ports.attempt(c, "signIn", account),
    );
    if (user === undefined) {
      return showPage(c, signInPage(instance, { name, next }, "Name and password do not go together."), 403);
    }
    if (user.status !== "Active") {
      return showPage(c, signInPage(instance, { name, next }, "This account is suspended."), 403);
    }
    await startSession(store, c, user.principal, instance);
    return c.redirect(next);
  });

  app.post("/auth/sign_out", async (c) => {
    ownFormsOnly(c, instance);
    await endSession(store, c, instance);
    return c.redirect("/");
  });

  return app;
}
