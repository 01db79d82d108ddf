/** From the token of a request to whom it stands for. */

import { INSTANCE, users, type Row, type Store, type View } from "@mastic/core";
import type { AccessToken } from "@mastic/mastodon-api";
import { hashToken } from "../auth/token.ts";
import { isOfThisEpoch } from "./epoch.ts";
import { oauthApplications, oauthTokens } from "./tables.ts";

/** `Authorization: Bearer …` (RFC 6750 section 2.1), or `access_token` where a header cannot be set. */
export function bearerToken(
  authorization: string | undefined,
  query: string | undefined,
): string | undefined {
  const match = /^bearer +([\w\-.~+/]{1,512}=*)$/i.exec(authorization?.trim() ?? "");
  return match?.[1] ?? (query === undefined || query === "" ? undefined : query.slice(0, 512));
}

/** The row of a token that nobody has taken back, be it alone or with all others of its epoch. */
export async function goodToken(view: View, token: string): Promise<Row<typeof oauthTokens> | undefined> {
  const row = await view.get(oauthTokens, { tokenHash: hashToken(token) });
  return row === undefined || row.revoked || !(await isOfThisEpoch(view, row)) ? undefined : row;
}

/** @returns `null` for a token that is unknown, revoked or of an earlier epoch, or whose user is gone */
export async function readAccessToken(store: Store, token: string): Promise<AccessToken | null> {
  return store.view(INSTANCE, async (view) => {
    const row = await goodToken(view, token);
    if (row === undefined) return null;
    const application = await view.find(oauthApplications, "clientId", { clientId: row.clientId });
    const user =
      row.principal === null ? null : await view.find(users, "principal", { principal: row.principal });
    if (user === undefined || (user !== null && user.status !== "Active" && user.status !== "Suspended")) {
      return null;
    }
    return {
      scopes: row.scopes,
      user:
        user === null
          ? null
          : { owner: user.id, principal: user.principal, isSuspended: user.status === "Suspended" },
      application:
        application === undefined ? null : { name: application.name, website: application.website },
    };
  });
}
