// Finds what an object quotes: FEP-044f first, then the older spellings (spec 03: Quote Posts; FEP-e232).
import { isRecord, type JsonObject } from "../json.ts";
import { optionalIdentifier } from "./identifier.ts";
import { many } from "./property.ts";
import type { Reading } from "./reading.ts";

const RELATIONS = ["https://w3id.org/fep/044f#quote", "https://misskey-hub.net/ns#_misskey_quote"];

/** The id of the quoted object; of several, the first. */
export function readQuote(record: JsonObject, reading: Reading): string | null {
  for (const key of ["quote", "_misskey_quote", "quoteUri", "quoteUrl"]) {
    const id = optionalIdentifier(record[key], reading);
    if (id !== null) return id;
  }
  for (const tag of many(record["tag"]))
    if (isRecord(tag) && many(tag["rel"]).some((rel) => typeof rel === "string" && RELATIONS.includes(rel)))
      return optionalIdentifier(tag["href"], reading);
  return null;
}
