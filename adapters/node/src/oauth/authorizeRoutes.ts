/** The authorization endpoint: sign in if need be, consent, and back to the application (RFC 6749 section 4.1). */

import { Hono, type Context } from "hono";
import { ownFormsOnly, showPage, type PageStatus } from "../http/page.ts";
import { pageSetting } from "../http/pageSetting.ts";
import { readBody, readForm } from "../http/readBody.ts";
import { english, type TextId } from "../language/english.ts";
import { codePage, consentPage } from "../pages/consent.ts";
import { messagePage } from "../pages/message.ts";
import { OUT_OF_BAND } from "./applications.ts";
import type { Instance } from "@mastic/core";
import { readAuthorizationRequest, type Asked, type AuthorizationRequest } from "./authorizationRequest.ts";
import { sessionUser, sessionUserIn } from "./browserSession.ts";
import { oauthFields } from "./exchange.ts";
import { formActionSource } from "./formActionSource.ts";
import { issueCode } from "./issueCode.ts";
import { issuerOf } from "./metadata.ts";
import { ownAppCallback } from "./ownApp.ts";
import type { OAuthPorts } from "./ports.ts";

export function authorizeRoutes(ports: OAuthPorts): Hono {
  const { instance, store } = ports;
  const app = new Hono();

  /**
   * RFC 6749 section 4.1.2: the answer is added to the query of the application's address. It says whose it is
   * (RFC 9207): an application that uses several servers knows then which of them has answered.
   */
  const backTo = (
    redirectUri: string,
    state: string | undefined,
    answer: Readonly<Record<string, string>>,
  ): string => {
    const location = new URL(redirectUri);
    const query = { ...answer, ...(state === undefined ? {} : { state }), iss: issuerOf(instance) };
    for (const [name, value] of Object.entries(query)) location.searchParams.set(name, value);
    return location.href;
  };

  const showMessage = (c: Context, title: TextId, text: TextId, status: PageStatus): Promise<Response> => {
    const setting = pageSetting(c, instance);
    const { language } = setting;
    return showPage(c, messagePage(setting, language.text(title), language.text(text)), status);
  };

  const refuse = (c: Context, asked: Exclude<Asked, { request: unknown }>): Response | Promise<Response> => {
    if (asked.kind === "refused" && asked.redirectUri !== OUT_OF_BAND) {
      const { error, text } = asked.refusal;
      return c.redirect(backTo(asked.redirectUri, asked.state, { error, error_description: english[text] }));
    }
    const reason = asked.kind === "refused" ? asked.refusal.text : asked.reason;
    return showMessage(c, "consent.impossible", reason, 400);
  };

  /** Without `force_login`, which signing in fulfils: it must not be asked for again on the way back. */
  const toSignIn = (c: Context, fields: Readonly<Record<string, string>>): Response => {
    const next = `/oauth/authorize?${new URLSearchParams(fields).toString()}`;
    return c.redirect(`/auth/sign_in?next=${encodeURIComponent(next)}`);
  };

  const grant = (c: Context, request: AuthorizationRequest): Promise<string | undefined> =>
    issueCode(store, (view) => sessionUserIn(view, c, ports.now()), request);

  const ask = async (c: Context): Promise<Response> => {
    // A language that is asked for holds for the pages that may come before this one, too.
    const setting = pageSetting(c, instance);
    const input = await readBody(c);
    const fields = oauthFields(input);
    const asked = await readAuthorizationRequest(store, fields);
    if (asked.kind !== "granted if the person agrees") return refuse(c, asked);
    const user = await sessionUser(store, c, ports.now());
    if (user === undefined || input.boolean("force_login") === true) return toSignIn(c, fields);
    const { application, scopes, redirectUri, state } = asked.request;
    if (isOwnApp(asked.request, instance)) {
      const code = await grant(c, asked.request);
      return code === undefined ? toSignIn(c, fields) : c.redirect(backTo(redirectUri, state, { code }));
    }
    const body = consentPage(setting, user, application, scopes, fields);
    // Browsers hold the redirect that answers a form to form-action too, and apps have schemes of their own.
    return showPage(c, body, 200, {
      formTarget: redirectUri === OUT_OF_BAND ? undefined : formActionSource(redirectUri),
    });
  };

  const decide = async (c: Context): Promise<Response> => {
    ownFormsOnly(c, instance);
    const input = await readForm(c);
    const fields = oauthFields(input);
    const asked = await readAuthorizationRequest(store, fields);
    if (asked.kind !== "granted if the person agrees") return refuse(c, asked);
    const user = await sessionUser(store, c, ports.now());
    if (user === undefined) return toSignIn(c, fields);
    const { redirectUri, state } = asked.request;
    if (input.text("decision") !== "allow") {
      if (redirectUri === OUT_OF_BAND) {
        return showMessage(c, "consent.denied", "consent.deniedText", 403);
      }
      const denied = { error: "access_denied", error_description: "The person denied the request." };
      return c.redirect(backTo(redirectUri, state, denied));
    }
    const code = await grant(c, asked.request);
    if (code === undefined) return toSignIn(c, fields);
    if (redirectUri === OUT_OF_BAND) return showPage(c, codePage(pageSetting(c, instance), user, code));
    return c.redirect(backTo(redirectUri, state, { code }));
  };

  for (const path of ["/oauth/authorize", "/oauth/authorize/"]) app.get(path, ask).post(path, decide);
  return app;
}

/**
 * Whether the node's own web app asks: the code can go to no other, and PKCE ties it to the browser tab that began.
 * Whoever signs in to the node's own app has nothing to consent to (decisions/023).
 */
function isOwnApp({ redirectUri, codeChallenge }: AuthorizationRequest, instance: Instance): boolean {
  return redirectUri === ownAppCallback(instance) && codeChallenge !== null;
}
