// Which canister a web request is for (HTTP gateway protocol, "Canister ID Resolution").
import { Principal } from "@icp-sdk/core/principal";

/** Where a web request goes. */
export interface Destination {
  readonly canisterId: Principal;
  /** Whether it came by the `raw` domain, whose answers nobody verifies. */
  readonly raw: boolean;
}

/** What of a web request says where it goes. */
export interface Address {
  /** The Host header. */
  readonly host: string | undefined;
  /** Path and query, as in the request line. */
  readonly url: string;
  readonly referer: string | undefined;
}

/** Custom domains in lower case, for one port or for all, and their canisters. */
export type Domains = ReadonlyMap<string, Principal>;

/**
 * Finds the canister by, in this order: a custom domain; a host `<canister id>.<anything>` or
 * `<canister id>.raw.<anything>`; `?canisterId=` in the URL, or in the URL of the page that refers to it.
 */
export function resolveCanister({ host, url, referer }: Address, domains: Domains): Destination | undefined {
  const name = hostName(host);
  const custom = domains.get(host?.toLowerCase() ?? "") ?? domains.get(name);
  if (custom) return { canisterId: custom, raw: false };
  const [first = "", second] = name.split(".");
  const named = parseCanisterId(first);
  if (named) return { canisterId: named, raw: second === "raw" };
  const asked = canisterIdIn(url) ?? (referer === undefined ? undefined : canisterIdIn(referer));
  return asked && { canisterId: asked, raw: false };
}

/** A Host header in lower case, without the port. */
function hostName(host = ""): string {
  return host.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}

function canisterIdIn(url: string): Principal | undefined {
  const parsed = URL.parse(url, "http://localhost");
  return parseCanisterId(parsed?.searchParams.get("canisterId") ?? "");
}

function parseCanisterId(text: string): Principal | undefined {
  // 10 bytes, as all canister ids have; other hosts are not worth an exception.
  if (!/^[a-z2-7]{5}(-[a-z2-7]{5}){3}-[a-z2-7]{3}$/.test(text)) return undefined;
  try {
    return Principal.fromText(text);
  } catch {
    return undefined;
  }
}
