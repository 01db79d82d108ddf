/** What our moderators have decided about a remote server: the most specific domain block that covers its host (Mastodon: moderation, "Domain blocks"). */

import { domainBlocks, type DomainBlockSeverity } from "../schema/instance.ts";
import type { View } from "../store/store.ts";

export type DomainPolicy = DomainBlockSeverity | "none";

/**
 * What holds for a host: its own block, or else that of the nearest domain above it, so that subdomains and other ports
 * are no way round a block.
 * @param view one of the instance's
 * @param host canonical, with its port unless that is the default
 */
export async function domainPolicy(view: View, host: string): Promise<DomainPolicy> {
  const keys = domainsAbove(host).map((domain) => ({ domain }));
  const found = await view.getMany(domainBlocks, keys);
  return found.find((row) => row !== undefined)?.severity ?? "none";
}

/**
 * What holds for an account: the stricter of what holds for its actor's host and for the domain of its address, which is
 * the one that people see.
 * @param acct `user@domain`
 */
export async function accountPolicy(view: View, actorHost: string, acct: string): Promise<DomainPolicy> {
  const own = await domainPolicy(view, actorHost);
  const shown = domainOf(acct);
  if (shown === undefined || shown === actorHost || own === "suspend") return own;
  const other = await domainPolicy(view, shown);
  return other === "none" ? own : other === "suspend" || own === "none" ? other : own;
}

/** Whether a block of the domain can concern the account: by its actor's host, or by the domain of its address. */
export function liesIn(domain: string, { host, acct }: { host: string | null; acct: string }): boolean {
  if (host === null) return false;
  const shown = domainOf(acct);
  return domainsAbove(host).includes(domain) || (shown !== undefined && domainsAbove(shown).includes(domain));
}

/** The domain of an address; an account whose address has passed to another has none. */
function domainOf(acct: string): string | undefined {
  const at = acct.lastIndexOf("@");
  return at < 0 || acct.includes("/") ? undefined : acct.slice(at + 1);
}

/** The host and every domain it lies in, the nearest first: `a.b.example:8443`, `a.b.example`, `b.example`, `example`. */
export function domainsAbove(host: string): string[] {
  const found = [host];
  const name = withoutPort(host);
  if (name !== host) found.push(name);
  // An address lies in no domain.
  if (name.startsWith("[") || IPV4.test(name)) return found;
  for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) {
    found.push(name.slice(dot + 1));
  }
  return found;
}

const IPV4 = /^\d+(?:\.\d+){3}$/;

function withoutPort(host: string): string {
  const colon = host.lastIndexOf(":");
  return colon > host.lastIndexOf("]") ? host.slice(0, colon) : host;
}
