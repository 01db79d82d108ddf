// The JSON Resource Descriptor (RFC 7033 section 4.4): subject, aliases, properties, links.

/** One link; `template` is not in the RFC but in every Fediverse server's answer (OStatus subscribe). */
export interface JrdLink {
  readonly rel: string;
  readonly type?: string;
  readonly href?: string;
  readonly template?: string;
  /** By language tag, or `und`. */
  readonly titles?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, string | null>>;
}

/** What is known of a resource. */
export interface Jrd {
  readonly subject?: string;
  readonly aliases?: readonly string[];
  readonly properties?: Readonly<Record<string, string | null>>;
  readonly links?: readonly JrdLink[];
}

/** The JSON of a JRD. */
export function serializeJrd(jrd: Jrd): string {
  return JSON.stringify(jrd);
}

/** The JRD with only the links that the question asked for (RFC 7033 section 4.3); all when it named no `rel`. */
export function filterRel(jrd: Jrd, rels: readonly string[]): Jrd {
  if (rels.length === 0 || jrd.links === undefined) return jrd;
  return { ...jrd, links: jrd.links.filter((link) => rels.includes(link.rel)) };
}
