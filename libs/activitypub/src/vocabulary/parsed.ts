// What parsed values have in common: the JSON they came from, texts by language, whom they are addressed to.
import type { JsonObject } from "../json.ts";

/** Fields that every parsed value has. */
export interface Parsed {
  /** The JSON it was read from, untouched, unknown terms included. */
  readonly raw: JsonObject;
}

/** Text by language tag (BCP 47), as `contentMap` and its like carry it. */
export type LanguageMap = Readonly<Record<string, string>>;

/** Whom a thing is addressed to (ActivityPub, section 5.6 and 6). Public is always its full URI here. */
export interface Audience {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bto: readonly string[];
  readonly bcc: readonly string[];
  readonly audience: readonly string[];
}
