// Finds what an object quotes: FEP-044f first, then the older spellings (spec 03: Quote Posts; FEP-e232).
import { isRecord, type JsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import { optionalIdentifier } from "./identifier.ts";
import { many, typesOf } from "./property.ts";

const QUOTE_RELS = new Set(["https://misskey-hub.net/ns#_misskey_quote", "https://w3id.org/fep/044f#quote"]);

/** The id of the quoted object; of several, the first. */
export function readQuote(record: JsonObject, limits: Limits): string | null {
  for (const key of ["quote", "_misskey_quote", "quoteUri", "quoteUrl"] as const) {
    const id = optionalIdentifier(record[key], limits);
    if (id !== null) return id;
  }
  for (const tag of many(record["tag"])) {
    if (!isRecord(tag) || !typesOf(tag).includes("Link")) continue;
    if (many(tag["rel"]).some((rel) => typeof rel === "string" && QUOTE_RELS.has(rel)))
      return optionalIdentifier(tag["href"], limits);
  }
  return null;
}
