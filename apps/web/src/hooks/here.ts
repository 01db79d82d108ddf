/** Where the reader is: signing in leads back there. */

/** @returns path and query */
export function here(): string {
  return location.pathname + location.search;
}
