/** Where a consent page may send people on: form-action of Content Security Policy Level 3, section 6.4.2. */

/** A scheme, a host that is letters, digits and hyphens (or an address), and a port: nothing that ends a directive or stands for more. */
const PLAIN_ORIGIN = /^https?:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:$/;

/**
 * The source that lets a form's answer redirect to an address: its origin, or the scheme of an app (RFC 8252
 * section 7.1).
 * @param uri an absolute URI
 * @returns `undefined` where its origin is no plain one, such as that of `http://x;script-src/`
 */
export function formActionSource(uri: string): string | undefined {
  const { protocol, origin } = new URL(uri);
  if (protocol === "https:" || protocol === "http:") return PLAIN_ORIGIN.test(origin) ? origin : undefined;
  return SCHEME.test(protocol) ? protocol : undefined;
}
