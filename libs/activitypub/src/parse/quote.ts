// Finds what an object quotes: FEP-044f first, then the older spellings (spec 03: Quote Posts; FEP-e232).
import { isRecord, type JsonObject } from "../json.ts";
import { shortName } from "../namespace.ts";
import { optionalIdentifier } from "./identifier.ts";
import { many } from "./property.ts";
import type { Reading } from "./reading.ts";
import { text } from "./scalar.ts";

const PROPERTIES = ["quote", "_misskey_quote", "quoteUri", "quoteUrl"];

/** The id of the quoted object; of several, the first. */
export function readQuote(record: JsonObject, reading: Reading): string | null {
  for (const name of PROPERTIES) {
    const id = optionalIdentifier(record[name], reading);
    if (id !== null) return id;
  }
  for (const tag of many(record["tag"]))
    if (isRecord(tag) && many(tag["rel"]).some((rel) => PROPERTIES.includes(shortName(text(rel) ?? ""))))
      return optionalIdentifier(tag["href"], reading);
  return null;
}
