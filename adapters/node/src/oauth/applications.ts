/** Mastodon: methods/apps: clients register themselves. */

import { INSTANCE, type Store } from "@mastic/core";
import { ApiError, type Input } from "@mastic/mastodon-api";
import { formActionSource } from "./formActionSource.ts";
import { areKnown, parseScopes } from "./scopes.ts";
import { hashToken, newToken } from "../auth/token.ts";
import { oauthApplications, type ApplicationRow } from "./tables.ts";

/** Shows the code on a page instead of redirecting: for clients without a browser of their own. */
export const OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

const REDIRECT_URIS = 20;
const URI_LENGTH = 2048;

function refuse(field: string, description: string): ApiError {
  return new ApiError(422, `Validation failed: ${field} ${description}`, {
    details: { [field]: [{ error: "ERR_INVALID", description }] },
  });
}

/** Newline-separated, an array, or one. @throws {ApiError} 422 */
function redirectUris(input: Input): string[] {
  const asked = [...input.list("redirect_uris", REDIRECT_URIS), ...input.list("redirect_uri", 1)]
    .flatMap((it) => it.split(/\s+/))
    .filter((it) => it !== "");
  if (asked.length === 0) throw refuse("redirect_uri", "can't be blank");
  if (asked.length > REDIRECT_URIS) throw refuse("redirect_uri", "are too many");
  for (const uri of asked) {
    if (!isRedirectUri(uri)) throw refuse("redirect_uri", "must be an absolute URI without a fragment");
  }
  return [...new Set(asked)];
}

const DANGEROUS = ["javascript:", "data:", "vbscript:", "file:", "blob:", "about:"];

/** RFC 6749 section 3.1.2; apps have schemes of their own (RFC 8252 section 7.1). */
function isRedirectUri(uri: string): boolean {
  if (uri.length > URI_LENGTH || uri.includes("#") || !URL.canParse(uri)) return false;
  return !DANGEROUS.includes(new URL(uri).protocol) && formActionSource(uri) !== undefined;
}

/** @throws {ApiError} 422 */
export async function registerApplication(
  store: Store,
  input: Input,
): Promise<{ application: ApplicationRow; clientSecret: string }> {
  const name = input.required("client_name").trim().slice(0, 60);
  const website = input.text("website")?.trim();
  if (website !== undefined && website !== "" && !/^https?:\/\/\S{1,2000}$/.test(website)) {
    throw refuse("website", "must be a valid URL");
  }
  const scopes = parseScopes(input.list("scopes", 60));
  if (!areKnown(scopes)) throw refuse("scopes", "doesn't match configured on the server.");
  const uris = redirectUris(input);
  const clientSecret = newToken();
  const application = await store.turn(INSTANCE, async (turn) => {
    const row: ApplicationRow = {
      id: turn.nextId(),
      clientId: newToken(),
      clientSecretHash: hashToken(clientSecret),
      name,
      website: website === undefined || website === "" ? null : website,
      redirectUris: uris,
      scopes,
      createdAt: turn.now,
    };
    await turn.insert(oauthApplications, row);
    return row;
  });
  return { application, clientSecret };
}

/** Mastodon: entities/Application; the secret is told once, at registration. */
export function applicationEntity(
  application: ApplicationRow,
  clientSecret?: string,
): Record<string, string | number | string[] | null> {
  return {
    id: application.id.toString(),
    name: application.name,
    website: application.website,
    scopes: [...application.scopes],
    redirect_uri: application.redirectUris.join("\n"),
    redirect_uris: [...application.redirectUris],
    vapid_key: "",
    ...(clientSecret === undefined
      ? {}
      : { client_id: application.clientId, client_secret: clientSecret, client_secret_expires_at: 0 }),
  };
}
