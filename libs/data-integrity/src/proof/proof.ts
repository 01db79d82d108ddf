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
