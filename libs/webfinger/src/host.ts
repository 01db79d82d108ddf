// Which hosts accounts and URLs may have, in one canonical form: two are the same only if their texts are.

import { type HttpScheme, tryCanonicalDomain } from "@mastic/validation";

/** The canonical form of a host with an optional port, undefined for what is none; the default port is that of https unless said. */
export type HostReader = (text: string, scheme?: HttpScheme) => string | undefined;

/** The reader in use: of domain names and IPv4 addresses, unless a program brought another by `setHostReader`. */
export let tryHost: HostReader = tryCanonicalDomain;

/**
 * Lets hosts be more than domain names and IPv4 addresses (RFC 7565 section 7), for the whole program:
 * `setHostReader(tryCanonicalHost)`, with that function of `@mastic/validation`, has IPv6 addresses read too.
 */
export function setHostReader(reader: HostReader): void {
  tryHost = reader;
}
