// Making the Signature header of draft-cavage-12 (sections 2.4 and 4.1) in the shape that Mastodon sends and every server reads.

import type { SignatureAlgorithm } from "../algorithm.ts";
import { encodeBase64 } from "../base64.ts";
import type { PrivateKey } from "../crypto-port.ts";
import { createDigest } from "../digest.ts";
import { SignatureError } from "../error.ts";
import { formatHttpDate } from "../http-date.ts";
import { contentOf, hasContent, headerOf, type HttpRequest, requestTarget } from "../request.ts";
import type { SignOptions, SignatureHeaders } from "../sign-request.ts";
import { encodeSignatureText } from "../signature-text.ts";
import { cavageSigningString } from "./signing-string.ts";

/** Signs with `rsa-sha256`, or with `hs2019` for other keys. */
export async function signCavage(
  request: HttpRequest,
  options: SignOptions,
  key: PrivateKey,
  algorithm: SignatureAlgorithm,
): Promise<SignatureHeaders> {
  const { crypto, keyId, now } = options;
  if (!isQuotable(keyId)) throw new SignatureError("request_malformed", "keyId cannot be quoted", { keyId });
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
  const expires =
    name === "hs2019" && options.expiresInSeconds !== undefined
      ? Math.floor(now / 1000) + options.expiresInSeconds
      : undefined;
  if (expires !== undefined) components.push("(expires)");
  const parameters = { components, created: undefined, expires, algorithm: name };
  const signed = { ...request, headers: { ...request.headers, ...added } };
  const text = cavageSigningString(parameters, signed, target, options.unsignedQuery !== true);
  const signature = await crypto.sign(algorithm, key, encodeSignatureText(text, components.length));
  added["signature"] = [
    `keyId="${keyId}"`,
    `algorithm="${name}"`,
    ...(expires === undefined ? [] : [`expires=${expires}`]),
    `headers="${components.join(" ")}"`,
    `signature="${encodeBase64(signature)}"`,
  ].join(",");
  return added;
}

/** Visible ASCII without the two characters that would need an escape, which not every reader knows. */
function isQuotable(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 33 || code > 126 || code === 0x22 || code === 0x5c) return false;
  }
  return text !== "";
}
