/** Moving to another account in the node's own app, whose owner proves with a passkey too that it is they. */

import { Hono } from "hono";
import { CoreError } from "@mastic/core";
import { ApiError, type Api } from "@mastic/mastodon-api";
import { PageRefusal } from "../http/pageRefusal.ts";
import { readForm } from "../http/readBody.ts";
import { ownAppUser } from "../oauth/ownApp.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { proofFault } from "./proof.ts";

/** What there is to say of another account that does not name this one, or is none. */
const NOT_NAMED: readonly string[] = ["BadArgs", "NotFound", "UnknownLocalUser", "Gone"];

/** `POST /auth/account/move` with `target_account`, and the proof: other apps have `/api/pleroma/move_account`, and the password. */
export function moveAccountRoutes(ports: OAuthPorts & { readonly api: Pick<Api, "user"> }): Hono {
  const { instance, store, api } = ports;
  const app = new Hono();
  app.post("/auth/account/move", async (c) => {
    const user = await ownAppUser(store, instance, c);
    const form = await readForm(c);
    const wrong = await proofFault(ports, c, user, form);
    if (wrong !== undefined) throw new PageRefusal(403, wrong);
    const target = { account: form.required("target_account") };
    try {
      await api.user(user.id).moveAccount({ principal: user.principal }, target);
    } catch (error) {
      if (error instanceof CoreError && NOT_NAMED.includes(error.code))
        throw new ApiError(422, error.message);
      throw error;
    }
    return c.json({});
  });
  return app;
}
