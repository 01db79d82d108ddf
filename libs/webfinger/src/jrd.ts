// The JSON Resource Descriptor (RFC 7033 section 4.4): subject, aliases, properties, links.

import { WebFingerError } from "./error.ts";

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
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WebFingerError("jrd_malformed", "The JRD is not JSON");
  }
  if (!isRecord(value)) throw new WebFingerError("jrd_malformed", "The JRD is not an object");
  return compact({
    subject: stringOf(value["subject"]),
    aliases: listOf(value["aliases"])?.filter((alias) => typeof alias === "string"),
    properties: textsOf(value["properties"], isStringOrNull),
    links: listOf(value["links"])?.flatMap(linksOf),
  });
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

function linksOf(value: unknown): JrdLink[] {
  if (!isRecord(value) || typeof value["rel"] !== "string") return [];
  return [
    compact({
      rel: value["rel"],
      type: stringOf(value["type"]),
      href: stringOf(value["href"]),
      template: stringOf(value["template"]),
      titles: textsOf(value["titles"], (entry) => typeof entry === "string"),
      properties: textsOf(value["properties"], isStringOrNull),
    }),
  ];
}

type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** The record without members that are undefined, which JSON does not know. */
function compact<T extends object>(record: T): Present<T>;
function compact(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  checkLimit(list.length, MAX_ENTRIES);
  return list;
}

function textsOf<Text extends string | null>(
  value: unknown,
  is: (entry: unknown) => entry is Text,
): Record<string, Text> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  checkLimit(entries.length, MAX_ENTRIES);
  return Object.fromEntries(entries.flatMap(([name, entry]) => (is(entry) ? [[name, entry]] : [])));
}

function isStringOrNull(value: unknown): value is string | null {
  return typeof value === "string" || value === null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkLimit(count: number, limit: number): void {
  if (count > limit) {
    throw new WebFingerError("response_too_large", `The JRD holds more than ${limit}`, {
      actual: String(count),
    });
  }
}
