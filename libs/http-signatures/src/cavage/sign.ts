// Making the Signature header of draft-cavage-12 (sections 2.4 and 4.1) in the shape that Mastodon sends and every server reads.

import { DEFAULT_ALGORITHM } from "../algorithm.ts";
import { encodeBase64 } from "../base64.ts";
import { createDigest } from "../digest.ts";
import { SignatureError } from "../error.ts";
import { formatHttpDate } from "../http-date.ts";
import { contentOf, hasContent, headerOf, type HttpRequest, requestTarget } from "../request.ts";
import { type CavageSignOptions, importSigningKey, type SignatureHeaders } from "../sign-options.ts";
import { encodeSignatureText } from "../signature-text.ts";
import { cavageSigningString } from "./signing-string.ts";

/** As `signRequest`, for draft-cavage only: `rsa-sha256`, or `hs2019` for other keys. */
export async function signCavage(
  request: HttpRequest,
  options: CavageSignOptions,
): Promise<SignatureHeaders> {
  const { crypto, keyId, now } = options;
  const key = await importSigningKey(options);
  const algorithm = DEFAULT_ALGORITHM[key.type];
  if (key.type === "hmac" || (options.algorithm ?? algorithm) !== algorithm) {
    throw new SignatureError("algorithm_mismatch", "draft-cavage with this key does another algorithm", {
      algorithm: options.algorithm ?? algorithm,
      actual: key.type,
    });
  }
  // Without the two characters that would need an escape, which not every reader knows.
  if (!/^[!#-[\]-~]+$/.test(keyId)) {
    throw new SignatureError("request_malformed", "keyId cannot be quoted", { keyId });
  }
  const target = requestTarget(request);
  const added: Record<string, string> = {};
  if (headerOf(request, "host") === undefined) added["host"] = target.authority;
  if (headerOf(request, "date") === undefined) added["date"] = formatHttpDate(now);
  const components = ["(request-target)", "host", "date"];
  if (hasContent(request)) {
    if (headerOf(request, "digest") === undefined) {
      added["digest"] = await createDigest(contentOf(request), crypto);
    }
    components.push("digest");
  }
  for (const field of options.fields ?? ["content-type"]) {
    if (headerOf(request, field) !== undefined && !components.includes(field)) components.push(field);
  }
  const name = algorithm === "rsa-v1_5-sha256" ? "rsa-sha256" : "hs2019";
  const { expiresInSeconds } = options;
  const expiresText =
    name === "hs2019" && expiresInSeconds !== undefined
      ? String(Math.floor(now / 1000) + expiresInSeconds)
      : undefined;
  if (expiresText !== undefined) components.push("(expires)");
  const parameters = { components, created: undefined, expiresText, algorithm: name };
  const signed = { ...request, headers: { ...request.headers, ...added } };
  const text = cavageSigningString(parameters, signed, target, options.unsignedQuery !== true);
  const signature = await crypto.sign(algorithm, key, encodeSignatureText(text, components.length));
  const expires = expiresText === undefined ? "" : `expires=${expiresText},`;
  added["signature"] =
    `keyId="${keyId}",algorithm="${name}",${expires}headers="${components.join(" ")}",signature="${encodeBase64(signature)}"`;
  return added;
}
