// Reads the proofs of a document (Data Integrity 1.0, sections 2.1 and 3.1; FEP-8b32).

import { parseDateTime } from "../date-time.ts";
import { IntegrityError } from "../error.ts";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../json/json.ts";
import { decodeMultibase } from "../multikey/multibase.ts";
import {
  CRYPTOSUITE,
  type IntegrityProof,
  isShortString,
  MAX_PROOFS,
  PROOF_TYPE,
  tryDomains,
} from "./proof.ts";

const SIGNATURE_LENGTH = 64;

/**
 * The proofs of `document` that `verifyProof` can verify, in their order; others are passed over, as FEP-8b32 wants
 * it. Throws `proof_missing` when there is none, `proof_unsupported` when there is none of type DataIntegrityProof
 * with eddsa-jcs-2022, `proof_malformed`, `too_many_proofs` over 8.
 */
export function parseProofs(document: JsonObject): readonly IntegrityProof[] {
  const value = document["proof"];
  const proofs = value === undefined || value === null ? [] : isJsonArray(value) ? value : [value];
  if (proofs.length === 0) throw new IntegrityError("proof_missing", "The document has no proof");
  if (proofs.length > MAX_PROOFS) {
    throw new IntegrityError("too_many_proofs", `More than ${MAX_PROOFS} proofs`);
  }
  const supported = proofs.filter(isSupported);
  if (supported.length === 0) {
    throw new IntegrityError("proof_unsupported", "No proof of a kind that is known", {
      expected: CRYPTOSUITE,
    });
  }
  return supported.map(readProof);
}

function isSupported(proof: JsonValue): proof is JsonObject {
  if (!isJsonObject(proof)) throw malformed("proof", "A proof that is no object");
  // Links of a proof chain sign other proofs besides the document; that is not done here.
  return proof["type"] === PROOF_TYPE && proof["cryptosuite"] === CRYPTOSUITE && !("previousProof" in proof);
}

function readProof(proof: JsonObject): IntegrityProof {
  const { proofValue, ...options } = proof;
  const signature =
    typeof proofValue === "string" ? decodeMultibase(proofValue, SIGNATURE_LENGTH) : undefined;
  if (signature === undefined) throw malformed("proofValue", "Not 64 bytes in base58btc");
  return {
    verificationMethod: required(proof, "verificationMethod"),
    proofPurpose: required(proof, "proofPurpose"),
    created: time(proof, "created"),
    expires: time(proof, "expires"),
    domain: domains(proof["domain"]),
    challenge: text(proof, "challenge"),
    context: proof["@context"],
    signature,
    options,
  };
}

function required(proof: JsonObject, property: string): string {
  const value = text(proof, property);
  if (value === undefined || value === "") throw malformed(property, "Missing");
  return value;
}

function text(proof: JsonObject, property: string): string | undefined {
  const value = proof[property];
  if (value === undefined) return undefined;
  if (!isShortString(value)) throw malformed(property, "Not a short string");
  return value;
}

function time(proof: JsonObject, property: string): number | undefined {
  const value = text(proof, property);
  if (value === undefined) return undefined;
  const parsed = parseDateTime(value);
  if (parsed === undefined) throw malformed(property, "A date that cannot be read");
  return parsed;
}

function domains(value: JsonValue | undefined): readonly string[] {
  if (value === undefined) return [];
  const strings = tryDomains(value);
  if (strings === undefined) throw malformed("domain", "Not a string or a short list of strings");
  return strings;
}

function malformed(property: string, message: string): IntegrityError {
  return new IntegrityError("proof_malformed", `${property}: ${message}`, { property });
}
