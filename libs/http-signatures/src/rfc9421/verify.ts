// Verification of a signature under RFC 9421, section 3.2, and a policy: the part that requests and responses share.

import { isSignatureAlgorithm } from "../algorithm.ts";
import { verifyContentDigest } from "../content-digest.ts";
import { SignatureError } from "../error.ts";
import {
  QUERY_COMPONENTS,
  requireComponents,
  requireDigest,
  requireEach,
  type RequiredComponents,
} from "../policy/coverage.ts";
import { algorithmFor, algorithmUnsupported, checkKeyId } from "../policy/key.ts";
import { resolvePolicy, type SignaturePolicy } from "../policy/policy.ts";
import { checkTimes } from "../policy/time.ts";
import { contentOf, headerOf, type HttpMessage, type RequestTarget } from "../request.ts";
import { encodeSignatureText } from "../signature-text.ts";
import {
  importVerificationKey,
  signatureInvalid,
  type VerificationKey,
  type VerifiedSignature,
  type VerifyOptions,
} from "../verification.ts";
import type { Rfc9421Signature } from "./signature.ts";
import { signatureBase } from "./signature-base.ts";

/** What a message must cover, and its target where it has one. */
export interface Requirements {
  readonly required: RequiredComponents;
  readonly target?: RequestTarget;
}

/** Verifies a message that must cover what `requirementsOf` it says; which throws when the message is for somebody else. */
export async function verifyRfc9421<Message extends HttpMessage, Policy extends SignaturePolicy>(
  signature: Rfc9421Signature,
  message: Message,
  key: VerificationKey,
  { now, policy, crypto }: VerifyOptions<Policy>,
  requirementsOf: (message: Message, policy: Policy) => Requirements,
): Promise<VerifiedSignature> {
  const { required, target } = requirementsOf(message, policy);
  const { algorithm: name, components, covered, keyId } = signature;
  const resolved = resolvePolicy(policy);
  if (name !== undefined && !isSignatureAlgorithm(name)) throw algorithmUnsupported(name);
  checkKeyId(keyId, key.id);
  requireComponents(components, required);
  if (signature.created === undefined) requireComponents(components, [["date"]]);
  requireEach(components, policy.requiredComponents);
  requireDigest(components, message, "content-digest");
  const times = checkTimes(signature, components, message, resolved, now);

  // Awaiting only what is a promise keeps a synchronous port synchronous.
  const imported = importVerificationKey(key, crypto);
  const publicKey = "then" in imported ? await imported : imported;
  const algorithm = algorithmFor(name, publicKey, resolved);
  if (components.includes("content-digest")) {
    const digest = headerOf(message, "content-digest");
    if (digest === undefined) {
      throw new SignatureError("digest_missing", "The message has no content-digest", {
        component: "content-digest",
      });
    }
    const checked = verifyContentDigest(digest, contentOf(message), crypto);
    if (checked !== undefined) await checked;
  }
  const signedText = signatureBase(
    covered,
    signature.signatureParams,
    message,
    target,
    policy.structuredFields,
  );
  const data = encodeSignatureText(signedText, covered.length + 1);
  const answer = crypto.verify(algorithm, publicKey, data, signature.signature);
  if (!(typeof answer === "boolean" ? answer : await answer)) throw signatureInvalid(keyId, algorithm);
  return {
    scheme: "rfc9421",
    keyId,
    algorithm,
    components,
    signedAt: times.signedAt,
    coversQuery: QUERY_COMPONENTS.some((component) => components.includes(component)),
    nonce: signature.nonce,
    signature: signature.signature,
    signedText,
    refusedFrom: times.refusedFrom,
  };
}
