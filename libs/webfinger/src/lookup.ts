// The client's first step: which request to make for an account or a URL (RFC 7033 section 4.1), without making it.

import { tryUrlOrigin } from "@mastic/validation";
import { type Acct, formatAcct, parseAccount } from "./acct.ts";
import { refusal } from "./refusal.ts";
import { JRD_JSON } from "./rel.ts";

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
 * `acct_malformed` and `resource_malformed`.
 */
export function webfingerRequest(resource: string | Acct, options: LookupOptions = {}): LookupRequest {
  const { host, uri } = target(resource);
  const rels = (options.rels ?? []).map((rel) => `&rel=${encodeURIComponent(rel)}`).join("");
  const endpoint = `${options.scheme ?? "https"}://${host}/.well-known/webfinger`;
  return get(`${endpoint}?resource=${encodeURIComponent(uri)}${rels}`);
}

/** The same question where a host's host-meta says that it is answered. Throws `template_malformed`. */
export function webfingerRequestByTemplate(template: string, resource: string | Acct): LookupRequest {
  const { uri } = target(resource);
  const url = template.replaceAll("{uri}", () => encodeURIComponent(uri));
  if (url === template || tryUrlOrigin(url)?.scheme !== "https")
    throw refusal("template_malformed", template);
  return get(url);
}

/** The Accept header for the actor that a lookup found. */
export const ACTOR_ACCEPT =
  'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

function get(url: string): LookupRequest {
  return { method: "GET", url, headers: { accept: `${JRD_JSON}, application/json;q=0.9` } };
}

function target(resource: string | Acct): { host: string; uri: string } {
  if (typeof resource === "string" && resource.includes("://")) {
    const host = tryUrlOrigin(resource)?.host;
    if (host === undefined) throw refusal("resource_malformed", resource);
    return { host, uri: resource };
  }
  const acct = typeof resource === "string" ? parseAccount(resource) : resource;
  return { host: acct.host, uri: formatAcct(acct) };
}
