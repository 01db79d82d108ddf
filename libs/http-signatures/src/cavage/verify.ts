// Verification of a request's signature under draft-cavage-12, section 2.5, and a policy.

import { headerOf, contentOf, type HttpRequest, requestTarget } from "../request.ts";
import { SignatureError } from "../error.ts";
import { verifyDigest } from "../digest.ts";
import { requireComponents, requireDigest, requireEach } from "../policy/coverage.ts";
import { checkDestination } from "../policy/destination.ts";
import { algorithmFor, algorithmUnsupported, checkKeyId } from "../policy/key.ts";
import { resolvePolicy } from "../policy/policy.ts";
import { checkTimes } from "../policy/time.ts";
import { encodeSignatureText } from "../signature-text.ts";
import {
  importVerificationKey,
  signatureInvalid,
  type VerificationKey,
  type VerifiedSignature,
  type VerifyOptions,
} from "../verification.ts";
import type { CavageSignature } from "./signature.ts";
import { cavageSigningString } from "./signing-string.ts";

const REQUIRED = [["(request-target)"], ["host"], ["date", "(created)"]];

/** As `verifySignature`, for draft-cavage only: whoever needs no RFC 9421 does not carry it. */
export async function verifyCavageSignature(
  signature: CavageSignature,
  request: HttpRequest,
  key: VerificationKey,
  { now, policy, crypto }: VerifyOptions,
): Promise<VerifiedSignature> {
  const { algorithm: name, components, keyId } = signature;
  const resolved = resolvePolicy(policy);
  const target = requestTarget(request);
  if (name !== undefined && name !== "hs2019" && name !== "rsa-sha256") throw algorithmUnsupported(name);
  checkKeyId(keyId, key.id);
  requireComponents(components, REQUIRED);
  requireEach(components, policy.requiredComponents);
  requireDigest(components, request, "digest");
  checkDestination(request, target, policy);
  // Uncovered, anybody could have written them.
  const created = components.includes("(created)") ? signature.created : undefined;
  const expires = components.includes("(expires)") ? signature.expires : undefined;
  const times = checkTimes({ created, expires }, components, request, resolved, now);

  // Awaiting only what is a promise keeps a synchronous port synchronous.
  const imported = importVerificationKey(key, crypto);
  const publicKey = "then" in imported ? await imported : imported;
  const algorithm = algorithmFor(name === "rsa-sha256" ? "rsa-v1_5-sha256" : undefined, publicKey, resolved);
  if (components.includes("digest")) {
    const digest = headerOf(request, "digest");
    if (digest === undefined) {
      throw new SignatureError("digest_missing", "The request has no digest", { component: "digest" });
    }
    const checked = verifyDigest(digest, contentOf(request), crypto);
    if (checked !== undefined) await checked;
  }
  for (let coversQuery = true; ; coversQuery = false) {
    const signedText = cavageSigningString(signature, request, target, coversQuery);
    const data = encodeSignatureText(signedText, components.length);
    const answer = crypto.verify(algorithm, publicKey, data, signature.signature);
    if (typeof answer === "boolean" ? answer : await answer) {
      return {
        scheme: "cavage",
        keyId,
        algorithm,
        components,
        signedAt: times.signedAt,
        coversQuery,
        nonce: undefined,
        signature: signature.signature,
        signedText,
        refusedFrom: times.refusedFrom,
      };
    }
    if (!coversQuery || target.query === "" || policy.unsignedQuery === "refuse") {
      throw signatureInvalid(keyId, algorithm);
    }
  }
}
