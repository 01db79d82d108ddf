// The elements of HTML that mean something to a reader of it, and what becomes of each (Mastodon: ActivityPub, Sanitization).

/**
 * `kept`: it stays. `heading`: it becomes a paragraph in strong type. `separating`: it goes, but parts what is before
 * it from what is in it. `opaque`: its content is no markup to a browser and no text for people, and is left out.
 * `foreign`: its content is markup of another kind, or inert, and is left out. All other elements go without a trace.
 */
export type Role = "kept" | "heading" | "separating" | "opaque" | "foreign";

/** A known element. */
export interface Element {
  readonly name: string;
  readonly role: Role;
  /** True for those that stay and hold paragraphs or stand beside them. */
  readonly isBlock: boolean;
}

const BLOCKS = /^(?:p|ul|ol|pre|blockquote|li|h[1-6])$/;

/** Known elements by their name in lower case. */
export const ELEMENTS: ReadonlyMap<string, Element> = /* @__PURE__ */ elements({
  kept: "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp",
  heading: "h1 h2 h3 h4 h5 h6",
  separating:
    "address article aside body caption center dd details dialog div dl dt fieldset figcaption figure footer form header " +
    "hgroup hr legend main menu nav option section summary table tbody td tfoot th thead tr",
  opaque: "script style iframe noembed noframes textarea title xmp plaintext",
  foreign: "svg math template",
});

function elements(names: Readonly<Record<Role, string>>): ReadonlyMap<string, Element> {
  const known = new Map<string, Element>();
  for (const [role, list] of Object.entries(names) as [Role, string][])
    for (const name of list.split(" ")) known.set(name, { name, role, isBlock: BLOCKS.test(name) });
  return known;
}
