/**
 * Connects to checked addresses only: the addresses of a name are looked up once, every one is checked, and the socket
 * goes to one of those, so that a name that changes its mind (DNS rebinding) gains nothing.
 */

import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { FetchError } from "./error.ts";
import type { AddressPolicy } from "./policy.ts";

/** All addresses of a host name. Rejects when there is none. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

export interface ConnectorOptions {
  readonly policy: AddressPolicy;
  readonly resolve: Resolver;
  readonly timeoutMillis: number;
  /** Certificate authorities in PEM, instead of the usual ones. */
  readonly ca?: string | undefined;
}

export function checkedConnector(options: ConnectorOptions): buildConnector.connector {
  const connectors = new Map(
    ["http:", "https:"].map((protocol) => [protocol, connectorFor(protocol, options)]),
  );
  return (target, callback) => {
    const connect = connectors.get(target.protocol);
    // With a literal address no lookup is made, so that nothing would check it.
    const literal = target.hostname.replace(/^\[|\]$/g, "");
    const refused = isIP(literal) === 0 ? undefined : refusal(options.policy, [literal], target.protocol);
    if (refused !== undefined) callback(refused, null);
    else if (connect === undefined)
      callback(
        new FetchError("protocol_refused", `${target.protocol} is not a protocol that we speak`),
        null,
      );
    else connect(target, callback);
  };
}

/** One bad address among good ones is enough to refuse: which of them is used would be left to chance. */
function refusal(
  policy: AddressPolicy,
  addresses: readonly string[],
  protocol: string,
): FetchError | undefined {
  try {
    for (const address of addresses) policy.checkAddress(address, protocol);
    return undefined;
  } catch (error) {
    if (error instanceof FetchError) return error;
    throw error;
  }
}

function connectorFor(protocol: string, options: ConnectorOptions): buildConnector.connector {
  return buildConnector({
    allowH2: false,
    timeout: options.timeoutMillis,
    lookup: checkedLookup(protocol, options),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
}

function checkedLookup(protocol: string, { policy, resolve }: ConnectorOptions): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const refused = refusal(policy, addresses, protocol);
        const [first] = addresses;
        if (refused !== undefined) callback(refused, "");
        else if (first === undefined)
          callback(new FetchError("dns_failure", `${hostname} has no address`), "");
        else if (all === true)
          callback(
            null,
            addresses.map((address) => ({ address, family: isIP(address) })),
          );
        else callback(null, first, isIP(first));
      },
      (cause: unknown) =>
        callback(new FetchError("dns_failure", `${hostname} cannot be resolved`, { cause }), ""),
    );
  };
}
