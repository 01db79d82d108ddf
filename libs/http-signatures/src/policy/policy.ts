// What a signature must fulfil to be believed: explicit, and safe where nothing is said.

import type { SignatureAlgorithm } from "../algorithm.ts";
import { SignatureError } from "../error.ts";
import type { StructuredFieldType } from "../structured-field/item.ts";

/** Rules for any signature; nothing here can switch off a required component. */
export interface SignaturePolicy {
  /** Oldest signature taken; 3600 unless said, at most 43200 (12 hours, as Mastodon). */
  readonly maxAgeSeconds?: number;
  /** How far a peer's clock may be ahead; 300 unless said, at most 3600. `expires` is held to the second. */
  readonly clockSkewSeconds?: number;
  /** Components that must be covered besides the ones that always are: `content-type`, `"@query-param";name="id"`. */
  readonly requiredComponents?: readonly string[];
  /** Algorithms that are taken; unless said all that this library knows but `hmac-sha256`, which has to be asked for. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** Shortest RSA modulus taken; 2048 unless said, and at least. */
  readonly minimumRsaBits?: number;
  /** Longest RSA modulus taken, since cost grows with its square; 8192 unless said, at most 16384. */
  readonly maximumRsaBits?: number;
  /** RFC 9421: types of structured fields that `sf` and `key` may name, besides those that this library knows. */
  readonly structuredFields?: Readonly<Record<string, StructuredFieldType>>;
}

/** Rules for the signature of a request. Only `host` has to be given. */
export interface VerificationPolicy extends SignaturePolicy {
  /** The host or hosts, with port where there is one, that this server answers for; international names as A-labels. */
  readonly host: string | readonly string[];
  /** The path that this request was routed to, without query, where the caller wants it checked once more. */
  readonly path?: string;
  /**
   * Whether a draft-cavage signature may leave the query out of `(request-target)`, as some servers do; `accept`
   * unless said. The result tells whether the query was covered.
   */
  readonly unsignedQuery?: "accept" | "refuse";
}

/** Rules for the signature of a response. */
export interface ResponsePolicy extends SignaturePolicy {
  /**
   * Whether the signature may say nothing of the request that was answered, so that it could be the answer to
   * another; `refuse` unless said.
   */
  readonly unboundResponse?: "accept" | "refuse";
}

/** The times and strengths of a policy with every default filled in, times in ms. */
export interface ResolvedPolicy {
  readonly maxAge: number;
  readonly clockSkew: number;
  readonly minimumRsaBits: number;
  readonly maximumRsaBits: number;
  readonly algorithms: readonly SignatureAlgorithm[] | undefined;
}

/** Fills in the defaults. Throws `policy_invalid` when a rule is laxer than this library allows. */
export function resolvePolicy(policy: SignaturePolicy): ResolvedPolicy {
  return {
    maxAge: within(policy, "maxAgeSeconds", 3600, 0, 43_200) * 1000,
    clockSkew: within(policy, "clockSkewSeconds", 300, 0, 3600) * 1000,
    minimumRsaBits: within(policy, "minimumRsaBits", 2048, 2048),
    maximumRsaBits: within(policy, "maximumRsaBits", 8192, 0),
    algorithms: policy.algorithms,
  };
}

function within(
  policy: SignaturePolicy,
  name: "maxAgeSeconds" | "clockSkewSeconds" | "minimumRsaBits" | "maximumRsaBits",
  fallback: number,
  least: number,
  most = 16_384,
): number {
  const value = policy[name] ?? fallback;
  if (value >= least && value <= most) return value;
  throw policyInvalid(`${name} is not ${least} to ${most}`);
}

/** `policy_invalid`, the caller's own mistake. */
export function policyInvalid(reason: string): SignatureError {
  return new SignatureError("policy_invalid", `Policy: ${reason}`);
}
