// Verification of a proof under a policy (vc-di-eddsa, section 3.3.2; Data Integrity 1.0, section 4.4; FEP-8b32).

import type { CryptoPort, PublicKey } from "../crypto-port.ts";
import { IntegrityError, mismatch } from "../error.ts";
import type { JsonObject } from "../json/json.ts";
import { decodeMultikey, type Multikey } from "../multikey/multikey.ts";
import { publicKeyPem } from "../multikey/pem.ts";
import { startsWithContext } from "./context.ts";
import { checkPolicy, type ProofPolicy } from "./policy.ts";
import type { IntegrityProof } from "./proof.ts";
import { digestOf, signedData } from "./signed-data.ts";

/** What verification needs besides the document. */
export interface VerifyOptions {
  /** Ms since the Unix epoch. */
  readonly now: number;
  readonly policy: ProofPolicy;
  readonly crypto: CryptoPort;
}

/** A proof that holds. */
export interface VerifiedProof {
  readonly verificationMethod: string;
  readonly controller: string;
  /** Ms since the Unix epoch. */
  readonly created: number | undefined;
  /** Ms since the Unix epoch. */
  readonly expires: number | undefined;
  /** What was signed: the document without `proof`, and without contexts that were added after signing. Use this. */
  readonly document: JsonObject;
}

/**
 * Verifies a proof that `parseProofs` read from `document`, with the key that `assertionMethodOf` found, or
 * `parseDidKey`. A `signature` beside the proof (linked data signatures) has to be taken out before (FEP-8b32).
 * Throws what `checkPolicy` throws; `key_mismatch`, `key_expired`, `key_unsupported`, `key_malformed`;
 * `context_mismatch`; what `canonicalize` throws; `signature_invalid` at last.
 */
export async function verifyProof(
  proof: IntegrityProof,
  document: JsonObject,
  key: Multikey,
  { now, policy, crypto }: VerifyOptions,
): Promise<VerifiedProof> {
  checkPolicy(proof, policy, now);
  checkKey(proof, key, policy, now);
  const unsecured = unsecuredDocument(proof, document);
  const documentDigest = await digestOf(unsecured, crypto);
  const publicKey = await importKey(key, crypto);
  for (const options of configurations(proof, unsecured)) {
    const data = signedData(await digestOf(options, crypto), documentDigest);
    if (await isSigned(publicKey, data, proof, crypto)) {
      const { verificationMethod, created, expires } = proof;
      return { verificationMethod, controller: key.controller, created, expires, document: unsecured };
    }
  }
  throw new IntegrityError("signature_invalid", "The signature is not by this key over this document", {
    verificationMethod: proof.verificationMethod,
  });
}

function checkKey(proof: IntegrityProof, key: Multikey, policy: ProofPolicy, now: number): void {
  const { verificationMethod } = proof;
  if (key.id !== verificationMethod) {
    throw mismatch("key_mismatch", "The key is not the one that the proof names", verificationMethod, key.id);
  }
  if (key.controller !== policy.controller) {
    throw mismatch("key_mismatch", "The key is of another controller", policy.controller, key.controller);
  }
  const end = Math.min(key.expires ?? Infinity, key.revoked ?? Infinity);
  if (!(now < end)) {
    throw new IntegrityError("key_expired", "The key has expired or was revoked", { verificationMethod });
  }
}

function unsecuredDocument(proof: IntegrityProof, document: JsonObject): JsonObject {
  const { proof: _proof, ...unsecured } = document;
  if (proof.context === undefined) return unsecured;
  if (!startsWithContext(document["@context"], proof.context)) {
    throw new IntegrityError("context_mismatch", "The document does not begin with the proof's contexts");
  }
  return { ...unsecured, "@context": proof.context };
}

/**
 * The options as they may have been signed. A proof without `@context` was signed with the document's by those who
 * leave it out when they write the proof (Fedify), and without one by those who take the proof as it is. The
 * document's context is covered either way.
 */
function configurations(proof: IntegrityProof, document: JsonObject): readonly JsonObject[] {
  const context = document["@context"];
  if (proof.context !== undefined || context === undefined) return [proof.options];
  return [{ ...proof.options, "@context": context }, proof.options];
}

async function importKey(key: Multikey, crypto: CryptoPort): Promise<PublicKey> {
  const pem = publicKeyPem(decodeMultikey(key.publicKeyMultibase));
  try {
    return await crypto.importPublicKey(pem);
  } catch (cause) {
    throw unusable(key.id, cause);
  }
}

/** Some engines find out only now that the bytes of a key are no point of the curve. */
async function isSigned(
  key: PublicKey,
  data: Uint8Array,
  { signature, verificationMethod }: IntegrityProof,
  crypto: CryptoPort,
): Promise<boolean> {
  try {
    return await crypto.verify("ed25519", key, data, signature);
  } catch (cause) {
    throw unusable(verificationMethod, cause);
  }
}

function unusable(verificationMethod: string, cause: unknown): IntegrityError {
  const message = "The crypto port does not take the key";
  return new IntegrityError("key_malformed", message, { verificationMethod }, { cause });
}
