/** The place where names in other scripts than ASCII get their ASCII form, once a program has brought the tables. */

/** ToASCII of UTS #46: the ASCII form of a domain name, or undefined when it has none. */
export type DomainToAscii = (domain: string) => string | undefined;

let domainToAscii: DomainToAscii | undefined;

/**
 * Lets every host of the program be written in any script, by a ToASCII that the program has already, such as that of
 * its engine's `URL`. `installIdna` of `@mastic/validation/idna` calls it with one that brings its tables.
 */
export function setDomainToAscii(given: DomainToAscii): void {
  domainToAscii = given;
}

/** The ASCII form of a name that is not ASCII or holds an A-label; other names, which need none, as they are. */
export function internationalToAscii(name: string): string | undefined {
  const ascii = /^[\0-\x7f]*$/.test(name);
  if (ascii && (domainToAscii === undefined || !/(?:^|\.)xn--/i.test(name))) return name;
  return domainToAscii?.(name);
}
