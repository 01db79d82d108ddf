// The client's first step: which request to make for an account or a URL (RFC 7033 section 4.1), without making it.

import { type Acct, asAcct, formatAcct } from "./acct.ts";
import { recode } from "./percent-encoding.ts";
import { refuse } from "./refusal.ts";
import { JRD_JSON } from "./rel.ts";
import { trySplitUrl } from "./url.ts";

/** A GET request to make: https, redirects bounded, answers up to 64 kB (`MAX_JRD_LENGTH`). */
export interface LookupRequest {
  readonly method: "GET";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How to ask. */
export interface LookupOptions {
  /** Relations to ask for; servers may ignore it, and most do. */
  readonly rels?: readonly string[];
  /** `http` only for tests on one machine; RFC 7033 section 4 asks for https. */
  readonly scheme?: "https" | "http";
}

/**
 * The request that asks an account's host for it. Text is read as `acct:alice@host`, `@alice@host` or
 * `alice@host`; an http or https URL (of an actor or a profile page) is asked for at its own host. Throws
 * `acct_malformed`, `resource_malformed`, and `query_malformed` for a relation that is no text (half a character).
 */
export function webfingerRequest(resource: string | Acct, options: LookupOptions = {}): LookupRequest {
  const { rels = [], scheme = "https" } = options;
  const { host, uri } = target(resource);
  const query = [uri, ...rels]
    .map((value) => recode(encodeURIComponent, value, "query_malformed"))
    .join("&rel=");
  return {
    method: "GET",
    url: `${scheme}://${host}/.well-known/webfinger?resource=${query}`,
    headers: { accept: `${JRD_JSON}, application/json;q=0.9` },
  };
}

/** The same question where a host's host-meta says that it is answered. Throws `template_malformed`. */
export function webfingerRequestByTemplate(template: string, resource: string | Acct): LookupRequest {
  const { uri } = target(resource);
  const url = template.replaceAll("{uri}", () => encodeURIComponent(uri));
  if (url === template || trySplitUrl(url)?.scheme !== "https") refuse("template_malformed", template);
  return { ...webfingerRequest(resource), url };
}

/** The Accept header for the actor that a lookup found. */
export const ACTOR_ACCEPT =
  'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

function target(resource: string | Acct): { host: string; uri: string } {
  if (typeof resource === "string" && resource.includes("://")) {
    return trySplitUrl(resource) ?? refuse("resource_malformed", resource);
  }
  const acct = asAcct(resource);
  return { ...acct, uri: formatAcct(acct) };
}
