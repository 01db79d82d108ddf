// Finds what an object quotes: FEP-044f first, then the older spellings (spec 03: Quote Posts; FEP-e232).
import { isRecord, type JsonObject } from "../json.ts";
import { optionalIdentifier } from "./identifier.ts";
import { hasType, many } from "./property.ts";
import type { Reading } from "./reading.ts";

const REL = /^https:\/\/(?:misskey-hub\.net\/ns#_misskey_|w3id\.org\/fep\/044f#)quote$/;

/** The id of the quoted object; of several, the first. */
export function readQuote(record: JsonObject, reading: Reading): string | null {
  for (const key of ["quote", "_misskey_quote", "quoteUri", "quoteUrl"]) {
    const value = record[key];
    const id = value === undefined ? null : optionalIdentifier(value, reading);
    if (id !== null) return id;
  }
  for (const tag of many(record["tag"])) {
    if (!isRecord(tag) || !hasType(tag, "Link")) continue;
    if (many(tag["rel"]).some((rel) => typeof rel === "string" && REL.test(rel)))
      return optionalIdentifier(tag["href"], reading);
  }
  return null;
}
