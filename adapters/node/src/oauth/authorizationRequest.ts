/** RFC 6749 section 4.1.1: what an application asks for, checked before anybody is asked to grant it (PKCE: RFC 7636). */

import { INSTANCE, type Store } from "@mastic/core";
import type { TextId } from "../language/english.ts";
import { OUT_OF_BAND } from "./applications.ts";
import { areKnown, areWithin, parseScopes } from "./scopes.ts";
import { oauthApplications, type ApplicationRow } from "./tables.ts";

export interface AuthorizationRequest {
  readonly application: ApplicationRow;
  /** One that the application registered. */
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  /** The SHA-256 of PKCE in base64url; `null` without PKCE. */
  readonly codeChallenge: string | null;
}

/** RFC 6749 section 4.1.2.1. */
export interface Refusal {
  readonly error: string;
  /** Told to the application in English, and to a person in their language. */
  readonly text: TextId;
}

export type Asked =
  | { readonly kind: "granted if the person agrees"; readonly request: AuthorizationRequest }
  /** The application is told. */
  | {
      readonly kind: "refused";
      readonly redirectUri: string;
      readonly state: string | undefined;
      readonly refusal: Refusal;
    }
  /** Nobody can be told but the person: who asks, or where to return to, is not known. */
  | { readonly kind: "unanswerable"; readonly reason: TextId };

/** @param fields the parameters of the request, without empty ones */
export async function readAuthorizationRequest(
  store: Store,
  fields: Readonly<Record<string, string>>,
): Promise<Asked> {
  const clientId = fields["client_id"];
  if (clientId === undefined) {
    return unanswerable("consent.nobody");
  }
  const application = await store.view(INSTANCE, (view) =>
    view.find(oauthApplications, "clientId", { clientId }),
  );
  if (application === undefined) {
    return unanswerable("consent.unknown");
  }
  const redirectUri = fields["redirect_uri"] ?? application.redirectUris[0] ?? OUT_OF_BAND;
  if (!application.redirectUris.includes(redirectUri)) {
    return unanswerable("consent.elsewhere");
  }
  const state = fields["state"];
  const scopes = parseScopes([fields["scope"] ?? ""]);
  const codeChallenge = fields["code_challenge"] ?? null;
  const refusal = refusalOf(fields, scopes, codeChallenge, application);
  return refusal === undefined
    ? {
        kind: "granted if the person agrees",
        request: { application, redirectUri, state, scopes, codeChallenge },
      }
    : { kind: "refused", redirectUri, state, refusal };
}

function refusalOf(
  fields: Readonly<Record<string, string>>,
  scopes: readonly string[],
  codeChallenge: string | null,
  application: ApplicationRow,
): Refusal | undefined {
  if (fields["response_type"] !== "code") {
    return { error: "unsupported_response_type", text: "consent.responseType" };
  }
  if (!areKnown(scopes) || !areWithin(scopes, application.scopes)) {
    return { error: "invalid_scope", text: "consent.scope" };
  }
  if (codeChallenge === null) return undefined;
  // Without a method RFC 7636 means `plain`, which protects nothing here.
  if (fields["code_challenge_method"] !== "S256") {
    return { error: "invalid_request", text: "consent.challengeMethod" };
  }
  if (!/^[\w-]{43}$/.test(codeChallenge)) {
    return { error: "invalid_request", text: "consent.challenge" };
  }
  return undefined;
}

function unanswerable(reason: TextId): Asked {
  return { kind: "unanswerable", reason };
}
