/** RFC 6749 section 4.1.2: an authorization code, for what the person has granted. */

import { INSTANCE, type Store, type UserRow } from "@mastic/core";
import { hashToken, newToken } from "../auth/token.ts";
import type { AuthorizationRequest } from "./authorizationRequest.ts";
import { sweep } from "./sweep.ts";
import { oauthCodes } from "./tables.ts";

const CODE_LIFETIME_MILLIS = 600_000;

/** @returns the code, of which only a hash is kept; it is good once, for ten minutes */
export async function issueCode(store: Store, user: UserRow, request: AuthorizationRequest): Promise<string> {
  const code = newToken();
  await store.turn(INSTANCE, async (turn) => {
    await sweep(turn, oauthCodes);
    await turn.insert(oauthCodes, {
      codeHash: hashToken(code),
      clientId: request.application.clientId,
      principal: user.principal,
      redirectUri: request.redirectUri,
      scopes: request.scopes,
      codeChallenge: request.codeChallenge,
      codeChallengeMethod: request.codeChallenge === null ? null : "S256",
      expiresAt: turn.now + CODE_LIFETIME_MILLIS,
      usedAt: null,
    });
  });
  return code;
}
