// What a WebFinger question is about, seen from the server: one of our accounts, or the server itself.

import { tryHost } from "./host.ts";
import { type Acct, parseAccount } from "./acct.ts";
import { trySplitUrl } from "./url.ts";
import { refuse } from "./refusal.ts";

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
  const url = trySplitUrl(resource);
  const acct = url === undefined ? tryAccount(resource) : undefined;
  const { host } = url ?? acct ?? {};
  if (host === undefined) refuse("resource_malformed", resource);
  if (!hosts.includes(host)) refuse("resource_foreign", resource);
  // The path is ours to know, so it counts as it is written.
  const { path = "" } = url ?? {};
  const { userPaths = ["/@", "/users/"], instanceActorPath = "/actor" } = local;
  if (acct === undefined ? ["", "/", instanceActorPath].includes(path) : acct.user.toLowerCase() === host)
    return { kind: "instance" };
  const prefix = userPaths.find((candidate) => path.startsWith(candidate)) ?? path;
  const name = path.slice(prefix.length);
  // A name in a URL is one of an account: percent-encoded, and no further step of the path.
  const { user } = acct ?? tryAccount(`acct:${name}@${host}`) ?? refuse("resource_malformed", resource);
  return { kind: "account", user };
}

/** A name of our own that is none must be told to whoever configured it, not to whoever asks. */
function configuredHost(text: string): string {
  const host = tryHost(text);
  if (host === undefined) refuse("host_malformed", text);
  return host;
}

function tryAccount(resource: string): Acct | undefined {
  try {
    return parseAccount(resource);
  } catch {
    return undefined;
  }
}
