// Want-Content-Digest and Want-Repr-Digest (RFC 9530 section 4): which digests a peer would like, `sha-512=3, sha-256=10`.

import type { DigestAlgorithm } from "./algorithm.ts";
import { digestAlgorithm, digestMalformed } from "./declared-digest.ts";
import { SIGNATURE_LIMITS } from "./structured-field/limits.ts";
import { Parser } from "./structured-field/parser.ts";
import { serializeDictionary } from "./structured-field/serialize.ts";

/** Preferences by algorithm, from 0 (not acceptable) to 10 (most preferred). */
export type DigestPreferences = Readonly<Record<string, number>>;

/**
 * Reads a `Want-Content-Digest` or `Want-Repr-Digest` field. Throws `digest_malformed` and `signature_too_large`.
 */
export function parseWantDigest(field: string): DigestPreferences {
  const preferences: [string, number][] = [];
  for (const [algorithm, member] of new Parser(field, "digest_malformed", SIGNATURE_LIMITS).dictionary()) {
    const weight = member.kind === "item" && member.item.type === "integer" ? member.item.value : -1;
    if (weight < 0 || weight > 10) throw digestMalformed("want-digest");
    preferences.push([algorithm, weight]);
  }
  return Object.fromEntries(preferences);
}

/** Writes a `Want-Content-Digest` or `Want-Repr-Digest` field. Throws `field_unserializable`. */
export function formatWantDigest(preferences: DigestPreferences): string {
  const members = Object.entries(preferences).map(
    ([algorithm, value]) =>
      [algorithm, { kind: "item", item: { type: "integer", value }, parameters: new Map() }] as const,
  );
  return serializeDictionary(new Map(members));
}

/** The algorithm that this library computes and the peer likes best; undefined when it wants neither. */
export function preferredDigest(preferences: DigestPreferences): DigestAlgorithm | undefined {
  let best: DigestAlgorithm | undefined;
  let most = 0;
  for (const [name, weight] of Object.entries(preferences)) {
    const algorithm = digestAlgorithm(name);
    if (algorithm === undefined || weight <= most) continue;
    best = algorithm;
    most = weight;
  }
  return best;
}
