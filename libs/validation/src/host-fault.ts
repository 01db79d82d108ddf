/** Says what is wrong with a host that `readHost` refused. */

import { canonicalIpv6 } from "./ip-address.ts";
import { HOST_INPUT_MAX_LENGTH, HOST_MAX_OCTETS, readHost } from "./read-host.ts";
import type { Fault } from "./validation-error.ts";

/** The rule that a refused host breaks; `index` is there for a port. */
export function hostFault(input: string): Fault {
  if (input === "") return { code: "empty", rule: "a host is needed" };
  const { length } = input;
  if (length > HOST_INPUT_MAX_LENGTH) {
    const limit = HOST_INPUT_MAX_LENGTH;
    return { code: "too_long", rule: `at most ${limit} characters`, length, limit };
  }
  const bracket = input.indexOf("]");
  const colon = input.startsWith("[") ? bracket + 1 : input.indexOf(":");
  const name = colon > 0 ? input.slice(0, colon) : input;
  if (name !== input && readHost(name, "https", canonicalIpv6) !== undefined) {
    return { code: "invalid_port", rule: "a port is a number from 0 to 65535", index: colon };
  }
  if (/^[a-z0-9_.-]*$/i.test(name) && name.length > HOST_MAX_OCTETS) {
    const limit = HOST_MAX_OCTETS;
    return { code: "too_long", rule: `at most ${limit} octets`, length: name.length, limit };
  }
  return { code: "invalid_host", rule: "a domain name or an IP address" };
}
