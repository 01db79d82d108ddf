/** Between the plain fields that clients send, in whatever form, and the OAuth library's own request and response. */

import OAuth2Server from "@node-oauth/oauth2-server";
import type { Input } from "@mastic/mastodon-api";

const FIELDS = [
  "client_id", "client_secret", "grant_type", "code", "redirect_uri", "scope", "state", "response_type",
  "code_challenge", "code_challenge_method", "code_verifier", "token",
] as const; // prettier-ignore

export function oauthFields(input: Input): Record<string, string> {
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = input.text(name);
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
}

/** The client's credentials in a header (RFC 6749 section 2.3.1), as the fields that they stand for. */
export function basicCredentials(authorization: string | undefined): Record<string, string> {
  const encoded = /^basic +([A-Za-z0-9+/]{1,1024}={0,2})$/i.exec(authorization?.trim() ?? "")?.[1];
  if (encoded === undefined) return {};
  const [, id = "", secret = ""] = /^([^:]*):(.*)$/.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  try {
    return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret) };
  } catch {
    return {};
  }
}

export function oauthRequest(fields: Record<string, string>): OAuth2Server.Request {
  return new OAuth2Server.Request({
    method: "POST",
    query: {},
    headers: { "content-type": "application/x-www-form-urlencoded", "content-length": "1" },
    body: fields,
  });
}

/** RFC 6749 section 5.2. */
export function oauthError(
  error: unknown,
): { status: 400 | 401 | 403; body: Record<string, string> } | undefined {
  if (!(error instanceof OAuth2Server.OAuthError) || error.code >= 500) return undefined;
  const status = error.code === 401 ? 401 : error.code === 403 ? 403 : 400;
  return { status, body: { error: error.name, error_description: error.message } };
}
