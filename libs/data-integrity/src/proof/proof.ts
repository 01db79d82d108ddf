// A Data Integrity proof as it was read: what it says of itself, nothing believed yet (Data Integrity 1.0, section 2.1).

import type { JsonObject, JsonValue } from "../json/json.ts";

/** The type and the cryptosuite of the proofs that this library makes and verifies (vc-di-eddsa, section 3.3). */
export const PROOF_TYPE = "DataIntegrityProof";
export const CRYPTOSUITE = "eddsa-jcs-2022";

/** What a proof is for; verification methods are listed under the name of the purpose. */
export const ASSERTION = "assertionMethod";

/** A proof of type `DataIntegrityProof` with the cryptosuite `eddsa-jcs-2022`. */
export interface IntegrityProof {
  /** The id of the key. */
  readonly verificationMethod: string;
  readonly proofPurpose: string;
  /** Ms since the Unix epoch. */
  readonly created: number | undefined;
  /** Ms since the Unix epoch. */
  readonly expires: number | undefined;
  readonly domain: readonly string[];
  readonly challenge: string | undefined;
  /** `@context` of the proof itself. */
  readonly context: JsonValue | undefined;
  /** Of 64 bytes. */
  readonly signature: Uint8Array;
  /** The proof without `proofValue`: all of it is signed, members that nobody knows included. */
  readonly options: JsonObject;
}

/** Proofs of one document, and strings of one `domain`. */
export const MAX_PROOFS = 8;
/** Characters of one string of a proof. */
const MAX_LENGTH = 2048;

/** Whether a proof may have this for one of its strings. */
export function isShortString(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_LENGTH;
}

/** The strings of a `domain`; undefined when it is neither a string nor a list of 1 to 8. */
export function tryDomains(value: unknown): readonly string[] | undefined {
  // An empty list would bind the proof to no domain, and look as if it were bound to none in particular.
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.length <= MAX_PROOFS && list.every(isShortString) ? list : undefined;
}
