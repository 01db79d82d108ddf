/** The OAuth 2.0 authorisation server for Mastodon clients (RFC 6749, RFC 7636, RFC 7009, RFC 8414). */

import { Hono } from "hono";
import { appRoutes } from "./appRoutes.ts";
import { authorizeRoutes } from "./authorizeRoutes.ts";
import { serverMetadata } from "./metadata.ts";
import type { OAuthPorts } from "./ports.ts";
import { tokenRoutes } from "./tokenRoutes.ts";

export function oauthRoutes(ports: OAuthPorts): Hono {
  const app = new Hono();
  app.get("/.well-known/oauth-authorization-server", (c) => c.json(serverMetadata(ports.instance)));
  for (const part of [appRoutes, authorizeRoutes, tokenRoutes]) app.route("/", part(ports));
  return app;
}
