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
  /** Its tags, where nothing stays of the attributes: made once for all, as most are such. */
  readonly opening: string;
  readonly closing: string;
}

const BLOCKS = /^(?:p|ul|ol|pre|blockquote|li|h[1-6])$/;

const BUCKETS = 256;
const NAMES_OF_ROLE: Readonly<Record<Role, string>> = {
  kept: "p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp",
  heading: "h1 h2 h3 h4 h5 h6",
  separating:
    "address article aside body caption center dd details dialog div dl dt fieldset figcaption figure footer form header " +
    "hgroup hr legend main menu nav option section summary table tbody td tfoot th thead tr",
  opaque: "script style iframe noembed noframes textarea title xmp plaintext",
  foreign: "svg math template",
};

let known: readonly (readonly Element[])[] | undefined;

// Made with the first element that is met: an import should not wait for it.
function elements(): readonly (readonly Element[])[] {
  const buckets: Element[][] = Array.from({ length: BUCKETS }, () => []);
  for (const [role, list] of Object.entries(NAMES_OF_ROLE) as [Role, string][])
    for (const name of list.split(" "))
      buckets[bucketOf(name, 0, name.length)]?.push(elementOf(name, role, BLOCKS.test(name)));
  return buckets;
}

/** An element of its own: the writer tells those that it made from those that were sent. */
export function elementOf(name: string, role: Role, isBlock: boolean): Element {
  return { name, role, isBlock, opening: `<${name}>`, closing: `</${name}>` };
}

/**
 * The element whose name, in whatever case, stands in the HTML from `start` to `end`, or undefined when nobody knows it.
 * Names are half of the HTML of a post: to look one up as it stands takes a third of what a map of strings takes.
 */
export function elementAt(html: string, start: number, end: number): Element | undefined {
  known ??= elements();
  for (const element of known[bucketOf(html, start, end)] ?? [])
    if (standsAt(html, element.name, start, end)) return element;
  return undefined;
}

/** True when this name, in whatever case, stands in the HTML from `start` to `end`. */
export function standsAt(html: string, name: string, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) {
    const unit = html.charCodeAt(start + i);
    const wanted = name.charCodeAt(i);
    // With this bit a letter of ASCII is in lower case, and no other becomes one.
    if (unit !== wanted && (unit < 0x41 || (unit | 0x20) !== wanted)) return false;
  }
  return true;
}

// By the first letter, in whatever case, and the length: no bucket has more than seven names.
function bucketOf(html: string, start: number, end: number): number {
  return ((html.charCodeAt(start) & 31) << 3) | ((end - start) & 7);
}
