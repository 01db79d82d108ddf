// Reads whom a record is addressed to: to, cc, bto, bcc, audience (ActivityPub, sections 5.6 and 6).
import type { JsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Audience } from "../vocabulary/parsed.ts";
import { recipients } from "./identifier.ts";

/**
 * The recipients; each spelling of Public becomes its full URI.
 * @throws ActivityPubError `invalid-property`, `too-many`
 */
export function readAudience(record: JsonObject, path: string, limits: Limits): Audience {
  return {
    to: recipients(record["to"], `${path}.to`, limits),
    cc: recipients(record["cc"], `${path}.cc`, limits),
    bto: recipients(record["bto"], `${path}.bto`, limits),
    bcc: recipients(record["bcc"], `${path}.bcc`, limits),
    audience: recipients(record["audience"], `${path}.audience`, limits),
  };
}
