// Whether a request comes from the sender that it names (interface specification, "Authentication").
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";
import { Principal } from "@icp-sdk/core/principal";
import { domainSeparator } from "../../certification/domain-separator.ts";
import type { Envelope, SignedDelegation } from "../envelope.ts";
import { RequestError } from "../request-error.ts";
import { verifySignature } from "./verify-signature.ts";

/** What authentication needs to know besides the request. */
export interface AuthenticationContext {
  /** Nanoseconds since the Unix epoch. */
  readonly now: bigint;
  /** DER. */
  readonly rootKey: Uint8Array;
}

const maxDelegations = 20;
const maxTargets = 1000;
const requestSeparator = domainSeparator("ic-request");
const delegationSeparator = domainSeparator("ic-request-auth-delegation");

/**
 * Checks the signature of a request, and of every delegation in its chain.
 *
 * @returns whether a canister is among those that the delegations are restricted to, if they are.
 * @throws RequestError `signature_invalid` or `delegation_invalid`
 */
export function authenticate(
  envelope: Envelope<unknown>,
  context: AuthenticationContext,
): (canisterId: Principal) => boolean {
  const { sender, senderPublicKey, senderSignature, delegations } = envelope;
  if (sender.isAnonymous()) {
    if (senderPublicKey || senderSignature || delegations.length > 0)
      throw new RequestError("signature_invalid", "An anonymous request must not be signed.");
    return () => true;
  }
  if (!senderPublicKey || !senderSignature)
    throw new RequestError("signature_invalid", "A request that is not anonymous must be signed.");
  if (Principal.selfAuthenticating(senderPublicKey).compareTo(sender) !== "eq")
    throw new RequestError("signature_invalid", "The public key does not belong to the sender.");
  const publicKey = checkDelegations(senderPublicKey, delegations, context);
  const payload = concatBytes(requestSeparator, envelope.requestId);
  if (!verifySignature({ publicKey, signature: senderSignature, payload, rootKey: context.rootKey }))
    throw new RequestError("signature_invalid", "The signature of the request does not hold.");
  const restrictions = delegations.flatMap(({ targets }) =>
    targets ? [new Set(targets.map((target) => target.toText()))] : [],
  );
  return (canisterId) => restrictions.every((targets) => targets.has(canisterId.toText()));
}

/** The key at the end of the chain. */
function checkDelegations(
  first: Uint8Array,
  delegations: readonly SignedDelegation[],
  { now, rootKey }: AuthenticationContext,
): Uint8Array {
  if (delegations.length > maxDelegations)
    throw invalid(`A request has at most ${maxDelegations} delegations.`);
  const keys = new Set([bytesToHex(first)]);
  let signer = first;
  for (const { hash, publicKey, expiration, targets, signature } of delegations) {
    if (expiration < now) throw invalid("A delegation has expired.");
    if ((targets?.length ?? 0) > maxTargets) throw invalid(`A delegation has at most ${maxTargets} targets.`);
    const payload = concatBytes(delegationSeparator, hash);
    if (!verifySignature({ publicKey: signer, signature, payload, rootKey }))
      throw invalid("The signature of a delegation does not hold.");
    const key = bytesToHex(publicKey);
    if (keys.has(key)) throw invalid("A key is in the chain of delegations twice.");
    keys.add(key);
    signer = publicKey;
  }
  return signer;
}

const invalid = (message: string): RequestError => new RequestError("delegation_invalid", message);
