// The JSON Resource Descriptor (RFC 7033 section 4.4): subject, aliases, properties, links.

import { refusal } from "./error.ts";
import { isRecord, tryParseJson } from "./json.ts";

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

/** Characters of a JRD, and bytes of an answer, that are read. */
export const MAX_JRD_LENGTH = 65_536;

const MAX_ENTRIES = 256;

/**
 * Parses a JRD. Members that are not of the RFC's type are left out, as are links without `rel` and members that
 * the RFC does not name, so that one odd link does not hide the others. Throws `jrd_malformed` when the text is no
 * JSON object, and `response_too_large` for more than 64 kB or 256 links, aliases or properties.
 */
export function parseJrd(text: string): Jrd {
  checkLimit(text.length, MAX_JRD_LENGTH);
  const jrd = tryParseJson(text);
  if (!isRecord(jrd)) throw refusal("jrd_malformed", text);
  tidyJrd(jrd);
  return jrd;
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

// What JSON.parse made is ours alone, so what does not belong is taken out of it: a copy of each link would cost as
// much as parsing it.
function tidyJrd(jrd: Record<string, unknown>): asserts jrd is Record<string, unknown> & Jrd {
  for (const name in jrd) {
    const value = jrd[name];
    let kept = false;
    if (name === "subject") kept = typeof value === "string";
    else if (name === "properties") kept = isRecord(value) && tidyTexts(value, true);
    else if (name === "aliases") {
      kept = Array.isArray(value) && tidyList(value, (alias) => typeof alias === "string");
    } else if (name === "links") kept = Array.isArray(value) && tidyList(value, tidyLink);
    if (!kept) Reflect.deleteProperty(jrd, name);
  }
}

function tidyLink(link: unknown): boolean {
  if (!isRecord(link) || typeof link["rel"] !== "string") return false;
  for (const name in link) {
    const value = link[name];
    if (name === "rel" || name === "type" || name === "href" || name === "template") {
      if (typeof value === "string") continue;
    } else if (name === "titles" || name === "properties") {
      if (isRecord(value) && tidyTexts(value, name === "properties")) continue;
    }
    Reflect.deleteProperty(link, name);
  }
  return true;
}

function tidyList(list: unknown[], keep: (entry: unknown) => boolean): boolean {
  checkLimit(list.length, MAX_ENTRIES);
  let length = 0;
  for (const entry of list) if (keep(entry)) list[length++] = entry;
  list.length = length;
  return true;
}

function tidyTexts(texts: Record<string, unknown>, nullable: boolean): boolean {
  checkLimit(Object.keys(texts).length, MAX_ENTRIES);
  for (const name in texts) {
    const text = texts[name];
    if (typeof text !== "string" && !(nullable && text === null)) Reflect.deleteProperty(texts, name);
  }
  return true;
}

function checkLimit(count: number, limit: number): void {
  if (count > limit) throw refusal("response_too_large", `${count} of ${limit}`);
}
