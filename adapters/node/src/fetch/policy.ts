/** Where outgoing connections may go: https to the public Internet, and what the operator allows beyond. */

import { isGlobalUnicast, isInRanges, parseRange } from "./address.ts";
import { FetchError } from "./error.ts";

export interface AddressPolicy {
  /** Refuses a URL by its scheme alone. @throws {FetchError} `protocol_refused` */
  checkScheme(protocol: string): void;
  /** @throws {FetchError} `address_refused`; `protocol_refused` for http where only https may go. */
  checkAddress(address: string, protocol: string): void;
}

export interface AddressPolicyOptions {
  /** Development: every address, and http. */
  readonly allowPrivateAddresses: boolean;
  /** CIDR ranges that may be reached, by http as well, though they are not public. */
  readonly allowedPrivateRanges: readonly string[];
}

export function addressPolicy(options: AddressPolicyOptions): AddressPolicy {
  const ranges = options.allowedPrivateRanges.map(parseRange);
  const isHttpPossible = options.allowPrivateAddresses || ranges.length > 0;
  return {
    checkScheme(protocol) {
      if (protocol === "https:" || (protocol === "http:" && isHttpPossible)) return;
      throw new FetchError("protocol_refused", `${protocol} is not a protocol that we speak: use https`);
    },
    checkAddress(address, protocol) {
      if (options.allowPrivateAddresses || isInRanges(address, ranges)) return;
      if (!isGlobalUnicast(address))
        throw new FetchError("address_refused", `${address} is not on the public Internet`);
      if (protocol !== "https:") throw new FetchError("protocol_refused", `only https goes to ${address}`);
    },
  };
}
