/** RFC 6749 section 4.1.2: an authorization code, for what the person has granted. */

import { INSTANCE, type Store, type UserRow, type View } from "@mastic/core";
import { hashToken, newToken } from "../auth/token.ts";
import type { AuthorizationRequest } from "./authorizationRequest.ts";
import { epochOf } from "./epoch.ts";
import { sweep } from "./sweep.ts";
import { oauthCodes } from "./tables.ts";

const CODE_LIFETIME_MILLIS = 600_000;

/**
 * @param granting who grants it, read in the turn that keeps the code: everybody may have been signed out just before
 * @returns the code, of which only a hash is kept; it is good once, for ten minutes. `undefined` when nobody is signed in any more
 */
export async function issueCode(
  store: Store,
  granting: (view: View) => Promise<UserRow | undefined>,
  request: AuthorizationRequest,
): Promise<string | undefined> {
  const code = newToken();
  return store.turn(INSTANCE, async (turn) => {
    await sweep(turn, oauthCodes);
    const user = await granting(turn);
    if (user === undefined) return undefined;
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
      epoch: await epochOf(turn, user.principal),
    });
    return code;
  });
}
