/** Signing in at a Mastodon-compatible server: an application, an authorisation code with PKCE, a token (RFC 6749, RFC 7636). */

import * as z from "zod/mini";
import { SessionError } from "../../ports/session.ts";
import { challengeOf, randomText } from "./pkce.ts";
import type { KeptSession } from "./keptSession.ts";

/** Another number where the scopes are others: an application has those that it was registered with. */
const APPLICATION = "mastic.application.2";
const PENDING = "mastic.signIn";
/** Those for moderators open nothing to anybody else. */
const SCOPES = "read write follow push profile admin:read admin:write";
/** The address that the server knows as its own app's (decisions/023). */
const CALLBACK = "/signed-in";

const application = z.object({ client_id: z.string() });
const granted = z.object({ access_token: z.string() });
const pending = z.object({
  state: z.string(),
  verifier: z.string(),
  clientId: z.string(),
  next: z.string(),
});

async function post<T>(path: string, fields: Record<string, string>, shape: z.ZodMiniType<T>): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { method: "POST", body: new URLSearchParams(fields) });
  } catch {
    throw new SessionError("offline", "The server cannot be reached.");
  }
  if (!response.ok) throw new SessionError("denied", `The server answered ${response.status}.`);
  return shape.parse(await response.json());
}

/** Registers the app once for each browser. */
async function clientId(): Promise<string> {
  const known = localStorage.getItem(APPLICATION);
  if (known !== null) return known;
  const { client_id } = await post(
    "/api/v1/apps",
    {
      client_name: "Mastic",
      redirect_uris: location.origin + CALLBACK,
      scopes: SCOPES,
      website: location.origin,
    },
    application,
  );
  localStorage.setItem(APPLICATION, client_id);
  return client_id;
}

/** @returns the path of the authorisation endpoint with all that it needs to know @throws {SessionError} */
export async function beginSignIn(next: string): Promise<string> {
  const verifier = randomText();
  const challenge = await challengeOf(verifier);
  const begun = { state: randomText(), verifier, clientId: await clientId(), next };
  sessionStorage.setItem(PENDING, JSON.stringify(begun));
  const query = new URLSearchParams({
    response_type: "code",
    client_id: begun.clientId,
    redirect_uri: location.origin + CALLBACK,
    scope: SCOPES,
    state: begun.state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  return `/oauth/authorize?${query.toString()}`;
}

/** @param url the address that the server sent the browser back to @throws {SessionError} */
export async function finishSignIn(url: URL): Promise<{ session: KeptSession; next: string }> {
  const text = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  const code = url.searchParams.get("code");
  if (code === null) {
    // An application that the server has forgotten is registered anew.
    localStorage.removeItem(APPLICATION);
    throw new SessionError("denied", url.searchParams.get("error_description") ?? "Not authorized.");
  }
  const begun = text === null ? undefined : pending.parse(JSON.parse(text));
  if (begun === undefined || begun.state !== url.searchParams.get("state")) {
    throw new SessionError("stale", "This sign-in was not begun here.");
  }
  const { access_token } = await post(
    "/oauth/token",
    {
      grant_type: "authorization_code",
      code,
      client_id: begun.clientId,
      redirect_uri: location.origin + CALLBACK,
      code_verifier: begun.verifier,
    },
    granted,
  );
  const session = { id: begun.state, token: access_token, clientId: begun.clientId };
  return { session, next: begun.next };
}

/** Takes back the token (RFC 7009), and ends the browser's own session at the server. */
export async function endAtServer({ token, clientId: client_id }: KeptSession): Promise<void> {
  await Promise.allSettled([
    fetch("/oauth/revoke", { method: "POST", body: new URLSearchParams({ token, client_id }) }),
    fetch("/auth/sign_out", { method: "POST", redirect: "manual" }),
  ]);
}
