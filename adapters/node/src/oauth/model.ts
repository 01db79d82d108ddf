/** What the OAuth 2.0 library asks of a store: clients, codes and tokens (RFC 6749; PKCE, RFC 7636). */

import OAuth2Server from "@node-oauth/oauth2-server";
import { INSTANCE, users, type Store } from "@mastic/core";
import { goodToken } from "./accessToken.ts";
import { isOfThisEpoch } from "./epoch.ts";
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
  tokensChanged: () => void,
): OAuth2Server.AuthorizationCodeModel & OAuth2Server.ClientCredentialsModel {
  const read = <R>(reader: Parameters<typeof store.view<R>>[1]): Promise<R> => store.view(INSTANCE, reader);
  /** RFC 6749 section 4.1.2: a code that is shown twice takes back what it was good for. */
  const revokeGrantedFor = async (codeHash: string): Promise<void> => {
    await store.turn(INSTANCE, async (turn) => {
      const { rows } = await turn.scan(oauthTokens, { index: "byCode", equals: { codeHash }, limit: 10 });
      for (const { tokenHash } of rows) await turn.update(oauthTokens, { tokenHash }, { revoked: true });
    });
    tokensChanged();
  };
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
      const codeHash = hashToken(authorizationCode);
      const found = await read(async (view) => {
        const row = await view.get(oauthCodes, { codeHash });
        if (row === undefined || !(await isOfThisEpoch(view, row))) return undefined;
        const { clientId, principal } = row;
        const application = await view.find(oauthApplications, "clientId", { clientId });
        const user = await view.find(users, "principal", { principal });
        // Who was suspended after the consent gets nothing for it.
        return application === undefined || user?.status !== "Active" ? undefined : { row, application };
      });
      if (found === undefined) return false;
      const { row, application } = found;
      if (row.usedAt !== null) {
        await revokeGrantedFor(codeHash);
        return false;
      }
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
    },

    // A code is good for one token: whoever marks its row first gets it.
    async revokeAuthorizationCode(code) {
      const codeHash = hashToken(code.authorizationCode);
      return store.turn(INSTANCE, async (turn) => {
        const row = await turn.get(oauthCodes, { codeHash });
        if (row === undefined || row.usedAt !== null) return false;
        await turn.update(oauthCodes, { codeHash }, { usedAt: turn.now });
        return true;
      });
    },

    async generateAccessToken() {
      return newToken();
    },

    async getUserFromClient() {
      return NOBODY;
    },

    async saveToken(token, client, user) {
      const scopes = token.scope ?? ["read"];
      const code: unknown = token["authorizationCode"];
      const codeHash = typeof code === "string" ? hashToken(code) : null;
      await store.turn(INSTANCE, async (turn) => {
        const granted = codeHash === null ? undefined : await turn.get(oauthCodes, { codeHash });
        // Everybody was signed out while it was exchanged.
        if (codeHash !== null && (granted === undefined || !(await isOfThisEpoch(turn, granted)))) {
          throw new OAuth2Server.InvalidGrantError("Invalid grant: authorization code is invalid");
        }
        await turn.insert(oauthTokens, {
          tokenHash: hashToken(token.accessToken),
          clientId: client.id,
          principal: principalOf(user),
          scopes,
          createdAt: turn.now,
          revoked: false,
          codeHash,
          withPkce: typeof granted?.codeChallenge === "string",
          epoch: granted?.epoch ?? 0,
        });
      });
      return { accessToken: token.accessToken, scope: scopes, client, user };
    },

    async getAccessToken(accessToken) {
      return read(async (view) => {
        const row = await goodToken(view, accessToken);
        const application =
          row && (await view.find(oauthApplications, "clientId", { clientId: row.clientId }));
        if (row === undefined || application === undefined) return false;
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
