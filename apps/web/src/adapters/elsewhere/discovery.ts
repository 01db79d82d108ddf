/** Finds out how to talk to a server: where its API and its OAuth endpoints are (RFC 8414; Mastodon: methods/instance, methods/oauth). */

import * as z from "zod/mini";
import { ElsewhereError } from "../../ports/elsewhere.ts";
import { isAt, isSafe, originOf, readAddress, type ServerAddress } from "./address.ts";
import type { KnownServer } from "./knownServers.ts";

/** A server that takes longer cannot be used either. */
const PATIENCE_MILLIS = 15_000;

const instance = z.object({
  domain: z.string(),
  configuration: z.object({ urls: z.nullish(z.object({ streaming: z.nullish(z.string()) })) }),
});

const endpoint = z.string().check(z.refine((url) => isSafe(url, "http")));
const metadata = z.object({
  issuer: z.nullish(z.string()),
  authorization_response_iss_parameter_supported: z.nullish(z.boolean()),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  revocation_endpoint: z.nullish(endpoint),
  app_registration_endpoint: z.nullish(endpoint),
  code_challenge_methods_supported: z.nullish(z.array(z.string())),
});

const found = z.object({ links: z.array(z.object({ rel: z.string(), href: z.optional(z.string()) })) });

/** @throws {ElsewhereError} `unreachable`, `incompatible` */
export async function discover(address: ServerAddress): Promise<KnownServer> {
  try {
    return await discoverAt(address.host);
  } catch (error) {
    // Accounts may have a shorter name than the server that they are on (Mastodon: LOCAL_DOMAIN and WEB_DOMAIN).
    const host = await hostOfAccount(address);
    if (host === undefined || host === address.host) throw error;
    return discoverAt(host);
  }
}

async function discoverAt(asked: string): Promise<KnownServer> {
  const answer = await ask(`${originOf(asked)}/api/v2/instance`);
  if (answer === undefined) throw new ElsewhereError("unreachable", "Nothing came back.", asked);
  const described = z.safeParse(instance, answer.body);
  const api = new URL(answer.url).origin;
  if (!described.success || !isSafe(api, "http")) {
    throw new ElsewhereError("incompatible", "There is no /api/v2/instance as Mastodon 4 has it.", asked);
  }
  const { streaming } = described.data.configuration.urls ?? {};
  const offered = z.safeParse(metadata, (await ask(`${api}/.well-known/oauth-authorization-server`))?.body);
  // Metadata in another issuer's name is not to be used (RFC 8414 section 3.3).
  const isItsOwn = offered.success && (offered.data.issuer == null || isAt(offered.data.issuer, api));
  const endpoints = isItsOwn ? offered.data : undefined;
  return {
    host: new URL(api).host,
    api,
    ...(endpoints?.issuer == null ? {} : { issuer: endpoints.issuer }),
    namesIssuer: endpoints?.authorization_response_iss_parameter_supported ?? false,
    ...(streaming != null && isSafe(streaming, "ws") ? { streaming: new URL(streaming).origin } : {}),
    oauth: {
      registration: endpoints?.app_registration_endpoint ?? `${api}/api/v1/apps`,
      authorization: endpoints?.authorization_endpoint ?? `${api}/oauth/authorize`,
      token: endpoints?.token_endpoint ?? `${api}/oauth/token`,
      revocation: endpoints?.revocation_endpoint ?? `${api}/oauth/revoke`,
    },
    // Servers older than this metadata leave out of account what they do not know.
    takesChallenge: endpoints?.code_challenge_methods_supported?.includes("S256") ?? true,
  };
}

/** The server of an account by WebFinger (RFC 7033). */
async function hostOfAccount({ host, user }: ServerAddress): Promise<string | undefined> {
  if (user === undefined) return undefined;
  const resource = encodeURIComponent(`acct:${user}@${host}`);
  const answer = await ask(`${originOf(host)}/.well-known/webfinger?resource=${resource}`);
  const parsed = z.safeParse(found, answer?.body);
  const self = parsed.success ? parsed.data.links.find(({ rel }) => rel === "self") : undefined;
  return self?.href === undefined ? undefined : readAddress(self.href)?.host;
}

/** @returns undefined where nothing comes back, which a browser does not tell from a server that lets no other origin in */
async function ask(url: string): Promise<{ readonly url: string; readonly body: unknown } | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLIS);
    const response = await fetch(url, { headers: { accept: "application/json" }, signal });
    const body: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
    return { url: response.url, body };
  } catch {
    return undefined;
  }
}
