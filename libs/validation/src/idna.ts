/** International domain names: UTS #46 with its tables, apart from the rest because of their size. */

import { domainToAscii } from "./idna/domain.ts";
import { setDomainToAscii } from "./international.ts";

export { domainToAscii, domainToUnicode, type IdnaOptions } from "./idna/domain.ts";
export { decodePunycode, encodePunycode } from "./idna/punycode.ts";

/** The version of Unicode that the tables are of. */
export const UNICODE_VERSION = "17.0.0";

/**
 * Lets every host of the program be written in any script: from here on `canonicalHost`, `parseUrl`, `Acct` and
 * whatever else reads a host in this and other packages maps names by UTS #46, and checks A-labels. As in browsers
 * (WHATWG URL, "domain to ASCII"), underscores and doubled hyphens pass. Call it once, when the program starts.
 */
export function installIdna(): void {
  setDomainToAscii((domain) => domainToAscii(domain, { std3: false, hyphens: false }));
}
