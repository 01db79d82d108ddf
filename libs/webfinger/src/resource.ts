// What a WebFinger question is about, seen from the server: one of our accounts, or the server itself.

import { tryCanonicalHost, tryParseUrl } from "@mastic/validation";
import { parseAccount } from "./acct.ts";
import { WebFingerError } from "./error.ts";

/** The account asked for, or the instance (`acct:example.com@example.com`, `https://example.com/`, its actor). */
export type WebFingerResource =
  { readonly kind: "account"; readonly user: string } | { readonly kind: "instance" };

/** Under which names this server answers. */
export interface LocalNames {
  /** Hosts of our accounts and of our web addresses; most servers have one for both. */
  readonly hosts: readonly string[];
  /** Paths that a user's name follows; `/@` and `/users/` unless said. */
  readonly userPaths?: readonly string[];
  /** Path of the instance actor; `/actor` unless said. */
  readonly instanceActorPath?: string;
}

/**
 * Understands `acct:alice@host`, `@alice@host`, `alice@host`, `https://host/@alice`, `https://host/users/alice`
 * and the forms for the instance. Throws `resource_malformed` (to be answered 400) when it is none of them, and
 * `resource_foreign` (404) when it is about another host.
 */
export function parseResource(resource: string, local: LocalNames): WebFingerResource {
  const hosts = local.hosts.map(configuredHost);
  if (resource.includes("://")) return parseUrlResource(resource, hosts, local);
  let acct;
  try {
    acct = parseAccount(resource);
  } catch {
    throw malformed(resource);
  }
  if (!hosts.includes(acct.host)) throw foreign(resource);
  return acct.user.toLowerCase() === acct.host ? { kind: "instance" } : { kind: "account", user: acct.user };
}

function parseUrlResource(resource: string, hosts: readonly string[], local: LocalNames): WebFingerResource {
  const url = tryParseUrl(resource);
  if (url === undefined || url.query !== undefined || url.fragment !== undefined) throw malformed(resource);
  if (!hosts.includes(url.host)) throw foreign(resource);
  if (url.path === "/" || url.path === (local.instanceActorPath ?? "/actor")) return { kind: "instance" };
  for (const prefix of local.userPaths ?? ["/@", "/users/"]) {
    if (!url.path.startsWith(prefix)) continue;
    const name = url.path.slice(prefix.length);
    if (name === "" || name.includes("/")) continue;
    return { kind: "account", user: decode(name, resource) };
  }
  throw new WebFingerError("resource_malformed", "The URL is not one of a user", {
    actual: resource.slice(0, 300),
  });
}

/** A name of our own that is none must be told to whoever configured it, not to whoever asks. */
function configuredHost(text: string): string {
  const host = tryCanonicalHost(text);
  if (host !== undefined) return host;
  throw new WebFingerError("host_malformed", "Not a host name", { actual: text.slice(0, 300) });
}

function decode(name: string, resource: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw malformed(resource);
  }
}

function malformed(resource: string): WebFingerError {
  return new WebFingerError("resource_malformed", "Neither an account nor a user's URL", {
    actual: resource.slice(0, 300),
  });
}

function foreign(resource: string): WebFingerError {
  return new WebFingerError("resource_foreign", "The resource is of another host", {
    actual: resource.slice(0, 300),
  });
}
