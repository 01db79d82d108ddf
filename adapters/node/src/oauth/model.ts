/** What the OAuth 2.0 library asks of a store: clients, codes and tokens (RFC 6749; PKCE, RFC 7636). */

import type OAuth2Server from "@node-oauth/oauth2-server";
import { INSTANCE, type Store } from "@mastic/core";
import { areKnown, areWithin, parseScopes } from "./scopes.ts";
import { hashToken, newToken } from "../auth/token.ts";
import { oauthApplications, oauthCodes, oauthTokens, type ApplicationRow } from "./tables.ts";

/** The "user" of a client's own token. */
const NOBODY = { principal: null };

/** Tokens here do not expire, as Mastodon's do not; the library wants a date. */
const NEVER = new Date(8_640_000_000_000_000);

function clientOf(row: ApplicationRow): OAuth2Server.Client {
  return {
    id: row.clientId,
    grants: ["authorization_code", "client_credentials"],
    redirectUris: [...row.redirectUris],
    scopes: row.scopes,
  };
}

function principalOf(user: OAuth2Server.User): string | null {
  const principal: unknown = user["principal"];
  return typeof principal === "string" ? principal : null;
}

export function oauthModel(
  store: Store,
): OAuth2Server.AuthorizationCodeModel & OAuth2Server.ClientCredentialsModel {
  const read = <R>(reader: Parameters<typeof store.view<R>>[1]): Promise<R> => store.view(INSTANCE, reader);
  return {
    async getClient(clientId, clientSecret) {
      const row = await read((view) => view.find(oauthApplications, "clientId", { clientId }));
      if (row === undefined) return false;
      // The library passes null where the client need not show its secret.
      if (clientSecret && hashToken(clientSecret) !== row.clientSecretHash) return false;
      return clientOf(row);
    },

    async validateScope(_user, client, asked) {
      const scopes = parseScopes(asked ?? []);
      const registered: unknown = client["scopes"];
      const allowed = Array.isArray(registered)
        ? registered.filter((scope): scope is string => typeof scope === "string")
        : [];
      return areKnown(scopes) && areWithin(scopes, allowed) ? scopes : false;
    },

    // Codes are issued by the consent page itself: the library cannot redirect to an out-of-band address.
    async saveAuthorizationCode() {
      return false;
    },

    async getAuthorizationCode(authorizationCode) {
      return read(async (view) => {
        const row = await view.get(oauthCodes, { codeHash: hashToken(authorizationCode) });
        const application =
          row && (await view.find(oauthApplications, "clientId", { clientId: row.clientId }));
        if (row === undefined || application === undefined) return false;
        return {
          authorizationCode,
          expiresAt: new Date(row.expiresAt),
          redirectUri: row.redirectUri,
          scope: [...row.scopes],
          client: clientOf(application),
          user: { principal: row.principal },
          ...(row.codeChallenge === null || row.codeChallengeMethod === null
            ? {}
            : { codeChallenge: row.codeChallenge, codeChallengeMethod: row.codeChallengeMethod }),
        };
      });
    },

    // A code is good for one token: whoever deletes its row first gets it.
    async revokeAuthorizationCode(code) {
      return store.turn(INSTANCE, (turn) =>
        turn.delete(oauthCodes, { codeHash: hashToken(code.authorizationCode) }),
      );
    },

    async generateAccessToken() {
      return newToken();
    },

    async getUserFromClient() {
      return NOBODY;
    },

    async saveToken(token, client, user) {
      const scopes = token.scope ?? ["read"];
      await store.turn(INSTANCE, (turn) =>
        turn.insert(oauthTokens, {
          tokenHash: hashToken(token.accessToken),
          clientId: client.id,
          principal: principalOf(user),
          scopes,
          createdAt: turn.now,
          revoked: false,
        }),
      );
      return { accessToken: token.accessToken, scope: scopes, client, user };
    },

    async getAccessToken(accessToken) {
      return read(async (view) => {
        const row = await view.get(oauthTokens, { tokenHash: hashToken(accessToken) });
        const application =
          row && (await view.find(oauthApplications, "clientId", { clientId: row.clientId }));
        if (row === undefined || row.revoked || application === undefined) return false;
        return {
          accessToken,
          accessTokenExpiresAt: NEVER,
          scope: [...row.scopes],
          client: clientOf(application),
          user: { principal: row.principal },
        };
      });
    },
  };
}
