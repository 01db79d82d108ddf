/** RFC 6749 section 4.1.1: an authorization code, for what the application may ask and nothing more (PKCE: RFC 7636). */

import { INSTANCE, type Store, type UserRow } from "@mastic/core";
import { hashToken, newToken } from "../auth/token.ts";
import { areKnown, areWithin, parseScopes } from "./scopes.ts";
import { oauthCodes, type ApplicationRow } from "./tables.ts";

const CODE_LIFETIME_MILLIS = 600_000;
/** Codes nobody came for are swept a few at a time. */
const SWEEP = 20;

export type Issued =
  { readonly code: string } | { readonly error: string; readonly error_description: string };

export async function issueCode(
  store: Store,
  application: ApplicationRow,
  user: UserRow,
  fields: Readonly<Record<string, string>>,
  redirectUri: string,
): Promise<Issued> {
  const scopes = parseScopes([fields["scope"] ?? ""]);
  if (!areKnown(scopes) || !areWithin(scopes, application.scopes)) {
    return { error: "invalid_scope", error_description: "The requested scope is not one it registered." };
  }
  const codeChallenge = fields["code_challenge"] ?? null;
  if (codeChallenge !== null && fields["code_challenge_method"] !== "S256") {
    return { error: "invalid_request", error_description: "code_challenge_method must be S256." };
  }
  if (codeChallenge !== null && !/^[\w-]{43}$/.test(codeChallenge)) {
    return { error: "invalid_request", error_description: "code_challenge is no SHA-256 in base64url." };
  }
  const code = newToken();
  await store.turn(INSTANCE, async (turn) => {
    const old = await turn.scan(oauthCodes, {
      index: "byExpiry",
      before: { expiresAt: turn.now },
      limit: SWEEP,
    });
    for (const row of old.rows) await turn.delete(oauthCodes, { codeHash: row.codeHash });
    await turn.insert(oauthCodes, {
      codeHash: hashToken(code),
      clientId: application.clientId,
      principal: user.principal,
      redirectUri,
      scopes,
      codeChallenge,
      codeChallengeMethod: codeChallenge === null ? null : "S256",
      expiresAt: turn.now + CODE_LIFETIME_MILLIS,
    });
  });
  return { code };
}
