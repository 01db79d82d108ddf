// Parsing of structured fields by their type, for any field (RFC 9651 section 4.2).

import type { Dictionary, Item, List } from "./item.ts";
import { FIELD_LIMITS, type StructuredFieldLimits } from "./limits.ts";
import { Parser } from "./parser.ts";

/** Parses an Item. Throws `field_malformed`, and `signature_too_large` when it is over `limits`. */
export function parseItem(text: string, limits: StructuredFieldLimits = FIELD_LIMITS): Item {
  return new Parser(text, "field_malformed", limits).item();
}

/**
 * Parses a List; join a field of several lines with `, ` first. Throws `field_malformed`, and `signature_too_large`
 * when it is over `limits`.
 */
export function parseList(text: string, limits: StructuredFieldLimits = FIELD_LIMITS): List {
  return new Parser(text, "field_malformed", limits).list();
}

/**
 * Parses a Dictionary; join a field of several lines with `, ` first. Throws `field_malformed`, and
 * `signature_too_large` when it is over `limits`.
 */
export function parseDictionary(text: string, limits: StructuredFieldLimits = FIELD_LIMITS): Dictionary {
  return new Parser(text, "field_malformed", limits).dictionary();
}
