/**
 * Which hosts an outcall may go to. A canister resolves no names: that they do not lead into the network of the node
 * providers is for the firewalls of the replicas; what is no name of the public Internet is refused here
 * (CWE-918, server-side request forgery; RFC 6761, RFC 6762, RFC 8375, ICANN's resolution on .internal).
 */

const notPublic: ReadonlySet<string> = new Set([
  "localhost",
  "local",
  "internal",
  "invalid",
  "onion",
  "alt",
  "arpa",
]);

/** @param host canonical, with its port where that is not the default */
export function isPublicName(host: string): boolean {
  const colon = host.lastIndexOf(":");
  const name = colon < 0 ? host : host.slice(0, colon);
  const labels = name.split(".");
  const last = labels.at(-1) ?? "";
  // A top-level domain begins with a letter; what ends in a number is an address, however it is written.
  return labels.length > 1 && /^[a-z]/.test(last) && !notPublic.has(last);
}
