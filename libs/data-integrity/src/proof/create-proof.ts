// Makes proofs: eddsa-jcs-2022 (vc-di-eddsa, section 3.3.1; Data Integrity 1.0, sections 2.1 and 4.2; FEP-8b32).

import type { CryptoPort, PrivateKey } from "../crypto-port.ts";
import { formatDateTime } from "../date-time.ts";
import { IntegrityError } from "../error.ts";
import type { JsonObject } from "../json/json.ts";
import { encodeMultibase } from "../multikey/multibase.ts";
import { withIntegrityContext } from "./context.ts";
import { ASSERTION, CRYPTOSUITE, isShortString, PROOF_TYPE, tryDomains } from "./proof.ts";
import { digestOf, signedData } from "./signed-data.ts";

/** With which key, when, and for what a proof is made. */
export interface ProofOptions {
  /** The id of the key, as the signer's document lists it under `assertionMethod`. */
  readonly verificationMethod: string;
  /** PEM with PKCS#8, or a key that the same port imported. */
  readonly privateKey: string | PrivateKey;
  /** Ms since the Unix epoch; written in whole seconds. */
  readonly created: number;
  /** Ms since the Unix epoch; written in whole seconds. */
  readonly expires?: number;
  /** Where the proof is meant to count; a verifier elsewhere refuses it. One string or 1 to 8, each of up to 2,048 characters. */
  readonly domain?: string | readonly string[];
  /** What the verifier asked to be repeated, up to 2,048 characters. */
  readonly challenge?: string;
  readonly nonce?: string;
  readonly crypto: CryptoPort;
}

/**
 * The proof for `document` as it stands, without its `proof`. Where the document has an `@context`, the proof repeats
 * it. Throws `options_invalid`, and what `canonicalize` throws.
 */
export async function createProof(document: JsonObject, options: ProofOptions): Promise<JsonObject> {
  const { crypto } = options;
  const { proof: _proof, ...unsecured } = document;
  const configuration = proofConfiguration(unsecured, options);
  const data = signedData(await digestOf(configuration, crypto), await digestOf(unsecured, crypto));
  const key =
    typeof options.privateKey === "string"
      ? await crypto.importPrivateKey(options.privateKey)
      : options.privateKey;
  if (key.type !== "ed25519") throw new IntegrityError("options_invalid", "Not an Ed25519 key");
  const signature = await crypto.sign("ed25519", key, data);
  return { ...configuration, proofValue: encodeMultibase(signature) };
}

/**
 * `document` with a proof in it. An `@context` that does not define `proof` gets one that does at its end, or
 * JSON-LD processors would not see the proof. Throws `proof_present` when there is one already: objects should not
 * have more than one (FEP-8b32); and what `createProof` throws.
 */
export async function addProof(document: JsonObject, options: ProofOptions): Promise<JsonObject> {
  if ("proof" in document) throw new IntegrityError("proof_present", "The document has a proof");
  const unsecured = withIntegrityContext(document);
  return { ...unsecured, proof: await createProof(unsecured, options) };
}

function proofConfiguration(document: JsonObject, options: ProofOptions): JsonObject {
  const { verificationMethod, expires, domain, challenge, nonce } = options;
  if (verificationMethod === "") throw new IntegrityError("options_invalid", "No verificationMethod");
  for (const [property, value] of Object.entries({ verificationMethod, challenge })) {
    if (value !== undefined && !isShortString(value)) throw unreadable(property);
  }
  if (domain !== undefined && tryDomains(domain) === undefined) throw unreadable("domain");
  const context = document["@context"];
  return {
    ...(context !== undefined && { "@context": context }),
    type: PROOF_TYPE,
    cryptosuite: CRYPTOSUITE,
    verificationMethod,
    proofPurpose: ASSERTION,
    created: dateTime(options.created, "created"),
    ...(expires !== undefined && { expires: dateTime(expires, "expires") }),
    ...(domain !== undefined && { domain }),
    ...(challenge !== undefined && { challenge }),
    ...(nonce !== undefined && { nonce }),
  };
}

/** For what `parseProofs` would refuse: a proof that nobody can verify is not made. */
function unreadable(property: string): IntegrityError {
  return new IntegrityError("options_invalid", "More than is read of a proof", { property });
}

function dateTime(millis: number, property: string): string {
  const text = formatDateTime(millis);
  if (text !== undefined) return text;
  throw new IntegrityError("options_invalid", "Not a time that can be written", { property });
}
