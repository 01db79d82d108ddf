/** Mastodon: methods/apps, and whom a token stands for (OpenID Connect Core section 5.3, as Mastodon answers it). */

import { Hono } from "hono";
import { accounts, INSTANCE, shownPictureUrl } from "@mastic/core";
import { ApiError, grants } from "@mastic/mastodon-api";
import { readBody } from "../http/readBody.ts";
import { bearerToken, goodToken, readAccessToken } from "./accessToken.ts";
import { applicationEntity, registerApplication } from "./applications.ts";
import { issuerOf } from "./metadata.ts";
import type { OAuthPorts } from "./ports.ts";
import { oauthApplications } from "./tables.ts";

/** Any of these lets an application ask whom its token stands for. */
const USERINFO_SCOPES = ["profile", "read", "read:accounts"];

export function appRoutes({ store, instance, attempt }: OAuthPorts): Hono {
  const app = new Hono();

  app.post("/api/v1/apps", async (c) => {
    attempt(c, "oauth");
    const { application, clientSecret } = await registerApplication(store, await readBody(c));
    return c.json(applicationEntity(application, clientSecret));
  });

  app.get("/api/v1/apps/verify_credentials", async (c) => {
    const token = bearerToken(c.req.header("authorization"), undefined);
    const row =
      token === undefined
        ? undefined
        : await store.view(INSTANCE, async (view) => {
            const found = await goodToken(view, token);
            return found && view.find(oauthApplications, "clientId", { clientId: found.clientId });
          });
    if (row === undefined) throw new ApiError(401, "The access token is invalid");
    return c.json(applicationEntity(row));
  });

  app.get("/oauth/userinfo", async (c) => {
    const secret = bearerToken(c.req.header("authorization"), undefined);
    const token = secret === undefined ? null : await readAccessToken(store, secret);
    if (token?.user?.isSuspended === true) throw new ApiError(403, "Your login is currently disabled");
    if (token !== null && !USERINFO_SCOPES.some((scope) => grants(token.scopes, scope))) {
      throw new ApiError(403, "This action is outside the authorized scopes");
    }
    const owner = token?.user?.owner;
    const account =
      owner === undefined ? undefined : await store.view(owner, (view) => view.get(accounts, { id: owner }));
    if (account === undefined) throw new ApiError(401, "The access token is invalid");
    return c.json({
      iss: issuerOf(instance),
      sub: account.uri,
      name: account.displayName,
      preferred_username: account.username,
      profile: account.url,
      picture:
        account.avatar === null ? `${instance.origin}/avatar.png` : shownPictureUrl(instance, account.avatar),
    });
  });

  return app;
}
