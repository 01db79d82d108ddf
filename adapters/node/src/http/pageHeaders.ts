/** What every page is sent with: what it may load, and that nobody may frame it (Content Security Policy Level 3). */

export interface PagePolicy {
  /** Sources by directive, beside what all pages may: a directive that is named here replaces theirs. */
  readonly directives?: Readonly<Record<string, string>>;
  /** Where the answer to a form may redirect besides this server. */
  readonly formTarget?: string | undefined;
}

/** No script, no frame, nothing from elsewhere: media of other servers come through this one (decisions/034). */
export function pageHeaders({ directives = {}, formTarget }: PagePolicy = {}): Record<string, string> {
  const policy: Readonly<Record<string, string>> = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "form-action": formTarget === undefined ? "'self'" : `'self' ${formTarget}`,
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    ...directives,
  };
  return {
    "content-security-policy": Object.entries(policy)
      .map((directive) => directive.join(" "))
      .join("; "),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
  };
}
