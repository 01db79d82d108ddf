/**
 * The OAuth 2.0 authorisation server for Mastodon clients (RFC 6749, RFC 7636, RFC 7009, RFC 8414), and the pages where
 * people sign up, sign in and consent.
 */

import OAuth2Server from "@node-oauth/oauth2-server";
import { Hono, type Context } from "hono";
import { accounts, INSTANCE, type Instance, type UserRow } from "@mastic/core";
import { ApiError, errorResponse, type Input } from "@mastic/mastodon-api";
import { FormError, signUp, type SignUpPorts } from "../accounts/signUp.ts";
import { signIn } from "../accounts/signIn.ts";
import { readBody } from "../http/readBody.ts";
import { codePage, consentPage } from "../pages/consent.ts";
import { pageHeaders, type Html } from "../pages/layout.ts";
import { messagePage } from "../pages/message.ts";
import { signInPage } from "../pages/signIn.ts";
import { signUpPage } from "../pages/signUp.ts";
import { bearerToken, readAccessToken } from "./accessToken.ts";
import { applicationEntity, OUT_OF_BAND, registerApplication } from "./applications.ts";
import { endSession, sessionUser, startSession } from "./browserSession.ts";
import { oauthError, oauthFields, oauthRequest } from "./exchange.ts";
import { issueCode } from "./issueCode.ts";
import { oauthModel } from "./model.ts";
import { parseScopes, supportedScopes } from "./scopes.ts";
import { hashToken, newToken } from "../auth/token.ts";
import { oauthApplications, oauthTokens, type ApplicationRow } from "./tables.ts";

export interface OAuthPorts extends SignUpPorts {
  readonly instance: Instance;
  readonly now: () => number;
  /** Counts an attempt of a client; throws a 429 when there were too many. */
  readonly attempt: (c: Context, kind: "signUp" | "signIn") => void;
}

/** The library wants a lifetime; tokens here live until they are revoked. */
const TOKEN_LIFETIME_SECONDS = 100 * 365 * 86_400;

export function oauthRoutes(ports: OAuthPorts): Hono {
  const { instance, store } = ports;
  const secure = instance.origin.startsWith("https:");
  const server = new OAuth2Server({
    model: oauthModel(store),
    accessTokenLifetime: TOKEN_LIFETIME_SECONDS,
    // An installed app cannot keep a secret: with PKCE it need not show one (RFC 8252 section 8.4).
    requireClientAuthentication: { authorization_code: false },
  });
  const app = new Hono();
  const page = async (c: Context, body: Html, status: 200 | 400 | 403 | 404 | 422 = 200): Promise<Response> =>
    c.html(await body, status, { ...pageHeaders, "cache-control": "no-store" });

  app.post("/api/v1/apps", (c) =>
    answer(c, async () => {
      const { application, clientSecret } = await registerApplication(store, await readBody(c));
      return c.json(applicationEntity(application, clientSecret));
    }),
  );

  app.get("/api/v1/apps/verify_credentials", (c) =>
    answer(c, async () => {
      const token = bearerToken(c.req.header("authorization"), undefined);
      const row =
        token === undefined
          ? undefined
          : await store.view(INSTANCE, async (view) => {
              const found = await view.get(oauthTokens, { tokenHash: hashToken(token) });
              return found === undefined || found.revoked
                ? undefined
                : view.find(oauthApplications, "clientId", { clientId: found.clientId });
            });
      if (row === undefined) throw new ApiError(401, "The access token is invalid");
      return c.json(applicationEntity(row));
    }),
  );

  app.get("/.well-known/oauth-authorization-server", (c) => {
    const { origin } = instance;
    return c.json({
      issuer: `${origin}/`,
      service_documentation: "https://docs.joinmastodon.org/",
      authorization_endpoint: `${origin}/oauth/authorize`,
      token_endpoint: `${origin}/oauth/token`,
      app_registration_endpoint: `${origin}/api/v1/apps`,
      revocation_endpoint: `${origin}/oauth/revoke`,
      userinfo_endpoint: `${origin}/oauth/userinfo`,
      scopes_supported: supportedScopes,
      response_types_supported: ["code"],
      response_modes_supported: ["query"],
      code_challenge_methods_supported: ["S256"],
      grant_types_supported: ["authorization_code", "client_credentials"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    });
  });

  app.get("/oauth/userinfo", (c) =>
    answer(c, async () => {
      const secret = bearerToken(c.req.header("authorization"), undefined);
      const token = secret === undefined ? null : await readAccessToken(store, secret);
      const owner = token?.user?.owner;
      const account =
        owner === undefined
          ? undefined
          : await store.view(owner, (view) => view.get(accounts, { id: owner }));
      if (account === undefined) throw new ApiError(401, "The access token is invalid");
      return c.json({
        iss: `${instance.origin}/`,
        sub: account.uri,
        name: account.displayName,
        preferred_username: account.username,
        profile: account.url,
        picture: account.avatar ?? `${instance.origin}/avatar.png`,
      });
    }),
  );

  /** The application and scopes of a request to authorise, or what is wrong with it. */
  async function asked(
    fields: Readonly<Record<string, string>>,
  ): Promise<{ application: ApplicationRow; scopes: string[] } | string> {
    const clientId = fields["client_id"];
    if (clientId === undefined) return "The application did not say who it is (client_id).";
    const application = await store.view(INSTANCE, (view) =>
      view.find(oauthApplications, "clientId", { clientId }),
    );
    if (application === undefined) return "This application is not known here. Let it register again.";
    const redirectUri = fields["redirect_uri"];
    if (redirectUri !== undefined && !application.redirectUris.includes(redirectUri)) {
      return "The application named an address to return to that it has not registered (redirect_uri).";
    }
    if (fields["response_type"] !== "code") {
      return "The application asked for something other than an authorization code (response_type).";
    }
    return { application, scopes: parseScopes([fields["scope"] ?? ""]) };
  }

  const showConsent = async (c: Context): Promise<Response> => {
    const input = await readBody(c);
    const fields = oauthFields(input);
    const request = await asked(fields);
    if (typeof request === "string")
      return page(c, messagePage(instance, "This request cannot be granted", request), 400);
    const user = await sessionUser(store, c, ports.now());
    if (user === undefined || input.boolean("force_login") === true) {
      const next = `/oauth/authorize?${new URLSearchParams(fields).toString()}`;
      return c.redirect(`/auth/sign_in?next=${encodeURIComponent(next)}`);
    }
    return page(c, consentPage(instance, user, request.application, request.scopes, fields));
  };
  app.get("/oauth/authorize", showConsent);
  app.get("/oauth/authorize/", showConsent);

  app.post("/oauth/authorize", async (c) => {
    refuseOtherOrigins(c, instance);
    const input = await readBody(c);
    const fields = oauthFields(input);
    const request = await asked(fields);
    if (typeof request === "string")
      return page(c, messagePage(instance, "This request cannot be granted", request), 400);
    const user = await sessionUser(store, c, ports.now());
    if (user === undefined) return c.redirect("/auth/sign_in");
    return decide(c, user, request.application, fields, input.text("decision") === "allow");
  });

  /** RFC 6749 section 4.1.2: back to the application with a code, or with the reason why not. */
  async function decide(
    c: Context,
    user: UserRow,
    application: ApplicationRow,
    fields: Readonly<Record<string, string>>,
    allowed: boolean,
  ): Promise<Response> {
    const redirectUri = fields["redirect_uri"] ?? application.redirectUris[0] ?? OUT_OF_BAND;
    const result = allowed
      ? await issueCode(store, application, user, fields, redirectUri)
      : { error: "access_denied", error_description: "The person denied the request." };
    if (redirectUri === OUT_OF_BAND) {
      return "code" in result
        ? page(c, codePage(instance, result.code))
        : page(c, messagePage(instance, "Not authorized", result.error_description), 403);
    }
    const location = new URL(redirectUri);
    for (const [name, value] of Object.entries(result)) location.searchParams.set(name, value);
    if (fields["state"] !== undefined) location.searchParams.set("state", fields["state"]);
    return c.redirect(location.href);
  }

  app.post("/oauth/token", (c) =>
    answer(c, async () => {
      const fields = oauthFields(await readBody(c));
      try {
        const token = await server.token(
          oauthRequest(fields, c.req.header("authorization")),
          new OAuth2Server.Response({ headers: {} }),
        );
        return c.json(tokenEntity(token.accessToken, token.scope ?? [], ports.now()), 200, {
          "cache-control": "no-store",
          pragma: "no-cache",
        });
      } catch (error) {
        const refusal = oauthError(error);
        if (refusal === undefined) throw error;
        return c.json(refusal.body, refusal.status);
      }
    }),
  );

  // RFC 7009: an unknown token is as good as revoked.
  app.post("/oauth/revoke", (c) =>
    answer(c, async () => {
      const fields = oauthFields(await readBody(c));
      const model = oauthModel(store);
      const client = await model.getClient(fields["client_id"] ?? "", fields["client_secret"] ?? "-");
      if (!client) {
        return c.json(
          { error: "unauthorized_client", error_description: "You are not authorized to revoke this token" },
          403,
        );
      }
      const tokenHash = hashToken(fields["token"] ?? "");
      await store.turn(INSTANCE, async (turn) => {
        const row = await turn.get(oauthTokens, { tokenHash });
        if (row?.clientId === client.id) await turn.update(oauthTokens, { tokenHash }, { revoked: true });
      });
      return c.json({});
    }),
  );

  // Sign-up by a client (Mastodon: POST /api/v1/accounts).
  app.post("/api/v1/accounts", (c) =>
    answer(c, async () => {
      ports.attempt(c, "signUp");
      const secret = bearerToken(c.req.header("authorization"), undefined);
      const token = secret === undefined ? null : await readAccessToken(store, secret);
      if (secret === undefined || token === null) throw new ApiError(401, "The access token is invalid");
      const input = await readBody(c);
      if (instance.registrations === "closed") throw new ApiError(403, "This action is not allowed");
      const principal = await register(input, input.required("username"));
      const client = await store.view(INSTANCE, (view) =>
        view.get(oauthTokens, { tokenHash: hashToken(secret) }),
      );
      const model = oauthModel(store);
      const owner = { client: { id: client?.clientId ?? "", grants: [] }, user: { principal } };
      const granted = await model.saveToken(
        { accessToken: newToken(), scope: [...token.scopes], ...owner },
        owner.client,
        owner.user,
      );
      if (!granted) throw new ApiError(401, "The access token is invalid");
      return c.json(tokenEntity(granted.accessToken, granted.scope ?? [], ports.now()));
    }),
  );

  const register = (input: Input, handle: string): Promise<string> =>
    signUp(
      ports,
      {
        handle,
        password: input.text("password") ?? "",
        email: input.text("email") ?? null,
        invitation: input.text("invitation") ?? input.text("invite_code"),
      },
      instance.registrations === "invite",
    );

  app.get("/auth/sign_up", async (c) =>
    page(
      c,
      signUpPage(
        instance,
        {
          handle: "",
          email: "",
          invitation: c.req.query("invitation") ?? "",
          next: localPath(c.req.query("next")),
        },
        undefined,
      ),
    ),
  );

  app.post("/auth/sign_up", async (c) => {
    refuseOtherOrigins(c, instance);
    ports.attempt(c, "signUp");
    if (instance.registrations === "closed") return c.redirect("/auth/sign_up");
    const input = await readBody(c);
    const next = localPath(input.text("next"));
    const handle = input.text("handle") ?? "";
    try {
      const principal = await register(input, handle);
      await startSession(store, c, principal, secure);
      return c.redirect(next);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      const form = {
        handle,
        email: input.text("email") ?? "",
        invitation: input.text("invitation") ?? "",
        next,
      };
      return page(c, signUpPage(instance, form, error), 422);
    }
  });

  app.get("/auth/sign_in", async (c) =>
    page(c, signInPage(instance, { name: "", next: localPath(c.req.query("next")) }, undefined)),
  );

  app.post("/auth/sign_in", async (c) => {
    refuseOtherOrigins(c, instance);
    ports.attempt(c, "signIn");
    const input = await readBody(c);
    const next = localPath(input.text("next"));
    const name = input.text("name") ?? "";
    const principal = await signIn(store, ports.passwords, name, input.text("password") ?? "");
    if (principal === undefined) {
      return page(c, signInPage(instance, { name, next }, "Name and password do not go together."), 403);
    }
    await startSession(store, c, principal, secure);
    // Signing in anew was what `force_login` asked for.
    return c.redirect(next);
  });

  app.post("/auth/sign_out", async (c) => {
    refuseOtherOrigins(c, instance);
    await endSession(store, c);
    return c.redirect("/");
  });

  return app;
}

/** Mastodon: entities/Token. */
function tokenEntity(
  accessToken: string,
  scopes: readonly string[],
  now: number,
): { access_token: string; token_type: "Bearer"; scope: string; created_at: number } {
  return {
    access_token: accessToken,
    token_type: "Bearer",
    scope: scopes.join(" "),
    created_at: Math.floor(now / 1000),
  };
}

/** Only a path of this server may follow a sign-in: never another site. */
function localPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : "/";
}

/** Forms are taken from our own pages only; the session cookie is SameSite=Lax besides. @throws {ApiError} 403 */
function refuseOtherOrigins(c: Context, instance: Instance): void {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  const isForeign =
    (origin !== undefined && origin !== instance.origin && origin !== "null") ||
    (site !== undefined && site !== "same-origin" && site !== "none");
  if (isForeign) throw new ApiError(403, "This form belongs to another site");
}

/** Refusals as Mastodon's errors; everything else is a defect for the caller. */
async function answer(c: Context, handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof FormError) {
      const field = error.field === "handle" ? "username" : error.field;
      const body = {
        error: `Validation failed: ${error.message}`,
        details: { [field]: [{ error: "ERR_INVALID", description: error.message }] },
      };
      return c.json(body, 422);
    }
    const response = errorResponse(error);
    if (response === undefined) throw error;
    return new Response(JSON.stringify(response.body), {
      status: response.status,
      headers: { ...response.headers, "content-type": "application/json; charset=utf-8" },
    });
  }
}
