// What a signature must fulfil to be believed: explicit, and safe where nothing is said.

import type { SignatureAlgorithm } from "../algorithm.ts";
import { SignatureError } from "../error.ts";

/** Rules for verification. Only `host` has to be given; nothing here can switch off a required component. */
export interface VerificationPolicy {
  /** The host or hosts, with port where there is one, that this server answers for; international names as A-labels. */
  readonly host: string | readonly string[];
  /** The path that this request was routed to, without query, where the caller wants it checked once more. */
  readonly path?: string;
  /** Oldest signature taken; 3600 unless said, at most 43200 (12 hours, as Mastodon). */
  readonly maxAgeSeconds?: number;
  /** How far a peer's clock may be ahead, and how long after `expires` a signature is still taken; 300 unless said, at most 3600. */
  readonly clockSkewSeconds?: number;
  /** Components that must be covered besides the ones that always are. */
  readonly requiredComponents?: readonly string[];
  /**
   * Whether a draft-cavage signature may leave the query out of `(request-target)`, as some servers do; `accept`
   * unless said. The result tells whether the query was covered.
   */
  readonly unsignedQuery?: "accept" | "refuse";
  /** Algorithms that are taken; all that this library knows unless said. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** Shortest RSA modulus taken; 2048 unless said. */
  readonly minimumRsaBits?: number;
  /** Longest RSA modulus taken, since cost grows with its square; 8192 unless said. */
  readonly maximumRsaBits?: number;
}

/** A policy with every default filled in, times in ms. */
export interface ResolvedPolicy {
  readonly hosts: readonly string[];
  readonly path: string | undefined;
  readonly maxAge: number;
  readonly clockSkew: number;
  readonly requiredComponents: readonly string[];
  readonly unsignedQuery: "accept" | "refuse";
  readonly algorithms: readonly SignatureAlgorithm[] | undefined;
  readonly minimumRsaBits: number;
  readonly maximumRsaBits: number;
}

const MAX_AGE_LIMIT_SECONDS = 43_200;
const CLOCK_SKEW_LIMIT_SECONDS = 3_600;

/** Fills in the defaults. Throws `policy_invalid` when a rule is laxer than this library allows. */
export function resolvePolicy(policy: VerificationPolicy): ResolvedPolicy {
  const hosts = typeof policy.host === "string" ? [policy.host] : policy.host;
  if (hosts.length === 0) throw invalid("host names no host");
  return {
    hosts,
    path: policy.path,
    maxAge: seconds("maxAgeSeconds", policy.maxAgeSeconds ?? 3600, MAX_AGE_LIMIT_SECONDS) * 1000,
    clockSkew: seconds("clockSkewSeconds", policy.clockSkewSeconds ?? 300, CLOCK_SKEW_LIMIT_SECONDS) * 1000,
    requiredComponents: policy.requiredComponents ?? [],
    unsignedQuery: policy.unsignedQuery ?? "accept",
    algorithms: policy.algorithms,
    minimumRsaBits: policy.minimumRsaBits ?? 2048,
    maximumRsaBits: policy.maximumRsaBits ?? 8192,
  };
}

function seconds(name: string, value: number, limit: number): number {
  if (value >= 0 && value <= limit) return value;
  throw invalid(`${name} must be from 0 to ${limit}`);
}

function invalid(reason: string): SignatureError {
  return new SignatureError("policy_invalid", `Verification policy: ${reason}`);
}
