// What a proof must say of itself to be believed (Data Integrity 1.0, section 4.4; FEP-8b32).

import { IntegrityError, mismatch } from "../error.ts";
import { ASSERTION, type IntegrityProof } from "./proof.ts";

/** Which proofs are taken. Safe by default: a proof that was bound to a domain or a challenge counts nowhere else. */
export interface ProofPolicy {
  /** Whose proof it has to be: the actor who owns the document (`ownerOf`), or a DID that stands for that actor. */
  readonly controller: string;
  /** The domains that the proof must name, all of them and no others. A proof that names one is refused without this. */
  readonly domain?: string | readonly string[];
  /** What the proof must repeat. A proof with a challenge is refused without this. */
  readonly challenge?: string;
  /** How old a proof may be, in seconds; any age unless said. A proof without `created` has no age. */
  readonly maxAgeSeconds?: number;
  /** How far the signer's clock may be ahead, in seconds; 300 unless said. It does not lengthen `expires`. */
  readonly clockSkewSeconds?: number;
}

const CLOCK_SKEW_SECONDS = 300;

/**
 * Holds a proof against the policy and the clock. Throws `purpose_mismatch`, `domain_mismatch`,
 * `challenge_mismatch`, `in_future`, `too_old`, `expired`.
 */
export function checkPolicy(proof: IntegrityProof, policy: ProofPolicy, now: number): void {
  if (proof.proofPurpose !== ASSERTION) {
    throw mismatch("purpose_mismatch", "A proof for another purpose", ASSERTION, proof.proofPurpose);
  }
  const domains = typeof policy.domain === "string" ? [policy.domain] : (policy.domain ?? []);
  if (!sameSet(proof.domain, domains)) {
    throw mismatch(
      "domain_mismatch",
      "A proof for another domain",
      domains.join(" "),
      proof.domain.join(" "),
    );
  }
  if (proof.challenge !== policy.challenge) {
    throw mismatch("challenge_mismatch", "A proof for another challenge", policy.challenge, proof.challenge);
  }
  checkTimes(proof, policy, now);
}

/** Written so that a clock or a limit that is not a number refuses everything. */
function checkTimes(proof: IntegrityProof, policy: ProofPolicy, now: number): void {
  const skew = (policy.clockSkewSeconds ?? CLOCK_SKEW_SECONDS) * 1000;
  const maxAge = (policy.maxAgeSeconds ?? Infinity) * 1000;
  const { created, expires } = proof;
  if (!Number.isFinite(now)) throw new IntegrityError("options_invalid", "now is no time");
  if (created !== undefined && !(created - now <= skew)) {
    throw mismatch("in_future", "The proof was made in the future", String(now), String(created));
  }
  const age = created === undefined ? Infinity : now - created;
  if (!(age <= maxAge)) throw mismatch("too_old", "The proof is too old", String(now), String(created));
  if (expires !== undefined && !(now < expires)) {
    throw mismatch("expired", "The proof has expired", String(now), String(expires));
  }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.every((entry) => other.includes(entry)) && other.every((entry) => one.includes(entry));
}
