/** Signing in at a Mastodon-compatible server: an authorisation code with PKCE, a token (RFC 6749, RFC 7636). */

import * as z from "zod/mini";
import { SessionError } from "../../ports/session.ts";
import { applicationAt, forgetApplication } from "./application.ts";
import type { KeptSession } from "./keptSession.ts";
import { challengeOf, randomText } from "./pkce.ts";
import { postForm, sendForm } from "./postForm.ts";
import type { Server } from "./server.ts";

const granted = z.object({ access_token: z.string() });
const pending = z.object({
  state: z.string(),
  verifier: z.string(),
  clientId: z.string(),
  clientSecret: z.optional(z.string()),
  next: z.string(),
});

/** @returns the URL of the authorisation endpoint with all that it needs to know @throws {SessionError} */
export async function beginSignIn(server: Server, next: string): Promise<string> {
  const verifier = randomText();
  const challenge = await challengeOf(verifier);
  const begun = { state: randomText(), verifier, ...(await applicationAt(server)), next };
  sessionStorage.setItem(server.keys.signIn, JSON.stringify(begun));
  const url = new URL(server.oauth.authorization, location.href);
  const query = {
    response_type: "code",
    client_id: begun.clientId,
    redirect_uri: server.callback,
    scope: server.scopes,
    state: begun.state,
    // Mastodon: the language of the pages that ask.
    lang: document.documentElement.lang,
    ...(server.takesChallenge ? { code_challenge: challenge, code_challenge_method: "S256" } : {}),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** @param url the address that the server sent the browser back to @throws {SessionError} */
export async function finishSignIn(
  server: Server,
  url: URL,
): Promise<{ session: KeptSession; next: string }> {
  const begun = begunAt(server);
  // Anybody can make a link to this address: what is not the answer to the sign-in changes nothing about it.
  if (begun === undefined || begun.state !== url.searchParams.get("state")) {
    throw new SessionError("stale", "This sign-in was not begun here.");
  }
  sessionStorage.removeItem(server.keys.signIn);
  if (!isAnswerOf(server, url.searchParams.get("iss"))) {
    throw new SessionError("stale", "Another server has answered.");
  }
  const code = url.searchParams.get("code");
  if (code === null) {
    // An application that the server has forgotten is registered anew.
    forgetApplication(server);
    throw new SessionError("denied", url.searchParams.get("error_description") ?? "Not authorized.");
  }
  const { clientId, clientSecret } = begun;
  const fields = {
    grant_type: "authorization_code",
    code,
    client_id: clientId,
    redirect_uri: server.callback,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    ...(server.takesChallenge ? { code_verifier: begun.verifier } : {}),
  };
  const { access_token } = await postForm(server, server.oauth.token, fields, granted);
  const session = {
    id: server.prefix + begun.state,
    token: access_token,
    clientId,
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
  return { session, next: begun.next };
}

function begunAt({ keys }: Server): z.infer<typeof pending> | undefined {
  const text = sessionStorage.getItem(keys.signIn);
  if (text === null) return undefined;
  try {
    return pending.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @param iss the server's name in its answer @returns whether the server that was asked has answered (RFC 9207 section 2.4) */
function isAnswerOf({ api, issuer, namesIssuer }: Server, iss: string | null): boolean {
  if (iss === null) return !namesIssuer;
  if (issuer !== undefined) return iss === issuer;
  return URL.canParse(iss) && new URL(iss).origin === new URL(api, location.href).origin;
}

/** Takes back the token (RFC 7009). A server that cannot be reached keeps it. */
export async function revokeToken(server: Server, session: KeptSession): Promise<void> {
  const { token, clientId, clientSecret } = session;
  const fields = {
    token,
    client_id: clientId,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
  };
  await Promise.allSettled([sendForm(server, server.oauth.revocation, fields)]);
}

/** Takes back the token, and ends the browser's own session where the app is at home. */
export async function endAtServer(server: Server, session: KeptSession): Promise<void> {
  const ends: Promise<unknown>[] = [revokeToken(server, session)];
  if (server.isOwn) ends.push(fetch("/auth/sign_out", { method: "POST", redirect: "manual" }));
  await Promise.allSettled(ends);
}
