// Identity proofs: statements in an actor's `attachment` that actor and did:key are one (FEP-c390).

import type { JsonObject } from "./json/json.ts";
import { IntegrityError, mismatch } from "./error.ts";
import { parseDidKey } from "./multikey/did-key.ts";
import { addProof, type ProofOptions } from "./proof/create-proof.ts";
import { parseProofs } from "./proof/parse-proofs.ts";
import { verifyProof, type VerifyOptions } from "./proof/verify-proof.ts";

const STATEMENT_TYPE = "VerifiableIdentityStatement";

/** An identity proof that holds. */
export interface VerifiedIdentity {
  /** The did:key. */
  readonly subject: string;
  /** The id of the actor. */
  readonly alsoKnownAs: string;
  /** Ms since the Unix epoch. */
  readonly created: number | undefined;
}

/**
 * The statement for `attachment` that the actor `actorId` and the did:key `subject` are one, with its proof by the
 * key of that DID. Throws what `parseDidKey` and `addProof` throw.
 */
export async function createIdentityProof(
  actorId: string,
  subject: string,
  options: Omit<ProofOptions, "verificationMethod">,
): Promise<JsonObject> {
  const { controller } = parseDidKey(subject);
  const statement = { type: STATEMENT_TYPE, subject: controller, alsoKnownAs: actorId };
  return addProof(statement, { ...options, verificationMethod: controller });
}

/** Whether a member of `attachment` says that it is an identity proof. */
export function isIdentityStatement(attachment: JsonObject): boolean {
  return attachment["type"] === STATEMENT_TYPE;
}

/**
 * Verifies an identity proof that the actor `actorId` shows. `verificationMethod` may be the DID, or its DID URL.
 * Throws `identity_mismatch` when the statement is of another type, actor or key than it has to be; what
 * `parseProofs`, `parseDidKey` and `verifyProof` throw.
 */
export async function verifyIdentityProof(
  statement: JsonObject,
  actorId: string,
  options: Omit<VerifyOptions, "policy"> & { readonly policy?: Omit<VerifyOptions["policy"], "controller"> },
): Promise<VerifiedIdentity> {
  const { subject, alsoKnownAs } = statement;
  if (!isIdentityStatement(statement) || typeof subject !== "string" || alsoKnownAs !== actorId) {
    throw new IntegrityError("identity_mismatch", "Not a statement about this actor", { expected: actorId });
  }
  const [proof] = parseProofs(statement);
  if (proof === undefined) throw new IntegrityError("proof_missing", "The statement has no proof");
  const key = parseDidKey(proof.verificationMethod);
  if (key.controller !== subject) {
    throw mismatch(
      "identity_mismatch",
      "The proof is by another key than the subject",
      subject,
      key.controller,
    );
  }
  const policy = { ...options.policy, controller: subject };
  const { created } = await verifyProof(proof, statement, key, { ...options, policy });
  return { subject, alsoKnownAs: actorId, created };
}
