/** The token endpoint (RFC 6749 section 3.2) and revocation (RFC 7009). */

import OAuth2Server from "@node-oauth/oauth2-server";
import { Hono } from "hono";
import { INSTANCE } from "@mastic/core";
import { hashToken } from "../auth/token.ts";
import { readForm } from "../http/readBody.ts";
import { basicCredentials, oauthError, oauthFields, oauthRequest } from "./exchange.ts";
import { oauthModel } from "./model.ts";
import type { OAuthPorts } from "./ports.ts";
import { oauthTokens } from "./tables.ts";
import { tokenEntity } from "./tokenEntity.ts";

/** The library wants a lifetime; tokens here live until they are revoked. */
const TOKEN_LIFETIME_SECONDS = 100 * 365 * 86_400;

const notForCaches = { "cache-control": "no-store", pragma: "no-cache" };

export function tokenRoutes(ports: OAuthPorts): Hono {
  const { store } = ports;
  const model = oauthModel(store, ports.tokensChanged);
  const server = new OAuth2Server({
    model,
    accessTokenLifetime: TOKEN_LIFETIME_SECONDS,
    // An installed app cannot keep a secret: with PKCE it need not show one (RFC 8252 section 8.4).
    requireClientAuthentication: { authorization_code: false },
  });
  const app = new Hono();

  app.post("/oauth/token", async (c) => {
    ports.attempt(c, "oauth");
    const authorization = c.req.header("authorization");
    const fields = { ...oauthFields(await readForm(c)), ...basicCredentials(authorization) };
    if (fields["client_secret"] === undefined && fields["code_verifier"] === undefined) {
      const body = { error: "invalid_client", error_description: "Show the client_secret, or use PKCE." };
      return c.json(body, 401, { ...notForCaches, "www-authenticate": "Basic" });
    }
    try {
      const token = await server.token(oauthRequest(fields), new OAuth2Server.Response({ headers: {} }));
      return c.json(tokenEntity(token.accessToken, token.scope ?? [], ports.now()), 200, notForCaches);
    } catch (error) {
      const refusal = oauthError(error);
      if (refusal === undefined) throw error;
      return c.json(refusal.body, refusal.status, notForCaches);
    }
  });

  app.post("/oauth/revoke", async (c) => {
    ports.attempt(c, "oauth");
    const authorization = c.req.header("authorization");
    const fields = { ...oauthFields(await readForm(c)), ...basicCredentials(authorization) };
    const secret = fields["client_secret"];
    // RFC 7009 section 2.1: a client without a secret says who it is, and the token must be its own.
    const client = await model.getClient(fields["client_id"] ?? "", secret ?? "");
    const tokenHash = hashToken(fields["token"] ?? "");
    const isAllowed =
      client &&
      (await store.turn(INSTANCE, async (turn) => {
        const row = await turn.get(oauthTokens, { tokenHash });
        // RFC 7009 section 2.2: an unknown token is as good as revoked.
        if (row === undefined) return secret !== undefined;
        if (row.clientId !== client.id || (secret === undefined && !row.withPkce)) return false;
        await turn.update(oauthTokens, { tokenHash }, { revoked: true });
        return true;
      }));
    if (!isAllowed) {
      const description = "You are not authorized to revoke this token";
      return c.json({ error: "unauthorized_client", error_description: description }, 403);
    }
    ports.tokensChanged();
    return c.json({});
  });

  return app;
}
