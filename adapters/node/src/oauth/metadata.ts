/** What the authorisation server can do (RFC 8414), for clients that ask before they start. */

import type { Instance } from "@mastic/core";
import { supportedScopes } from "./scopes.ts";

/** What the server calls itself in its metadata, and in the answers of its authorization endpoint (RFC 9207). */
export function issuerOf({ origin }: Instance): string {
  return `${origin}/`;
}

export function serverMetadata(instance: Instance): Record<string, boolean | string | readonly string[]> {
  const { origin } = instance;
  return {
    issuer: issuerOf(instance),
    authorization_response_iss_parameter_supported: true,
    service_documentation: "https://docs.joinmastodon.org/",
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    app_registration_endpoint: `${origin}/api/v1/apps`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    userinfo_endpoint: `${origin}/oauth/userinfo`,
    scopes_supported: supportedScopes,
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    code_challenge_methods_supported: ["S256"],
    grant_types_supported: ["authorization_code", "client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  };
}
