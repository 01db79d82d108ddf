// Making Signature-Input and Signature (RFC 9421 sections 3.1 and 4): the components that Mastodon asks for, or any others.

import { DEFAULT_ALGORITHM, doesAlgorithm, type SignatureAlgorithm } from "../algorithm.ts";
import { encodeBase64 } from "../base64.ts";
import { createContentDigest } from "../content-digest.ts";
import { SignatureError } from "../error.ts";
import { contentOf, hasContent, headerOf, type HttpMessage } from "../request.ts";
import { importSigningKey, type Rfc9421SignOptions, type SignatureHeaders } from "../sign-options.ts";
import { encodeSignatureText } from "../signature-text.ts";
import type { BareItem } from "../structured-field/item.ts";
import { FIELD_LIMITS } from "../structured-field/limits.ts";
import { Parser } from "../structured-field/parser.ts";
import { checkKey, serializeDictionary } from "../structured-field/serialize.ts";
import { type Component, parseComponent } from "./component.ts";
import { formatSignatureParams, signatureBase } from "./signature-base.ts";

/** As `signRequest`, for RFC 9421 only: `@method`, `@target-uri`, the content's digest and the wanted fields. */
export async function signRfc9421(
  message: HttpMessage,
  options: Rfc9421SignOptions,
): Promise<SignatureHeaders> {
  const { crypto } = options;
  const label = checkKey(options.label ?? "sig1");
  const key = await importSigningKey(options);
  const algorithm = options.algorithm ?? DEFAULT_ALGORITHM[key.type];
  if (!doesAlgorithm(key.type, algorithm)) {
    throw new SignatureError("algorithm_mismatch", `A key of type ${key.type} does not do ${algorithm}`, {
      algorithm,
      actual: key.type,
    });
  }
  const covered = (options.components ?? usualComponents(message, options.fields)).map(parseComponent);
  const added: Record<string, string> = {};
  if (covered.some(isContentDigest) && headerOf(message, "content-digest") === undefined) {
    added["content-digest"] = await createContentDigest(contentOf(message), crypto);
  }
  const signatureParams = formatSignatureParams(covered, parametersOf(options, algorithm));
  const signed = { ...message, headers: { ...message.headers, ...added } };
  const base = signatureBase(covered, signatureParams, signed, undefined, options.structuredFields);
  const signature = await crypto.sign(algorithm, key, encodeSignatureText(base, covered.length + 1));
  const input = otherSignatures(message, "signature-input", label);
  const others = input === "" ? "" : otherSignatures(message, "signature", label);
  added["signature-input"] = `${input}${label}=${signatureParams}`;
  added["signature"] = `${others}${label}=:${encodeBase64(signature)}:`;
  return added;
}

function usualComponents(message: HttpMessage, fields: readonly string[] = ["content-type"]): string[] {
  const names = "status" in message ? ["@status"] : ["@method", "@target-uri"];
  if (hasContent(message)) names.push("content-digest");
  if ("status" in message && message.request !== undefined) {
    names.push(`"@method";req`, `"@target-uri";req`);
  }
  for (const field of fields) {
    if (headerOf(message, field) !== undefined && !names.includes(field)) names.push(field);
  }
  return names;
}

function isContentDigest({ name, parameters }: Component): boolean {
  return name === "content-digest" && !parameters.has("req") && !parameters.has("tr");
}

/** The signatures that are there already (section 4.3), to stand before the new one. */
function otherSignatures(message: HttpMessage, name: string, label: string): string {
  const value = headerOf(message, name);
  if (value === undefined || value === "") return "";
  const members = new Parser(value, "request_malformed", FIELD_LIMITS).dictionary();
  if (!members.has(label)) return `${serializeDictionary(members)}, `;
  throw new SignatureError("request_malformed", `The message has a signature ${label} already`);
}

function parametersOf(
  { now, keyId, expiresInSeconds, nonce, tag }: Rfc9421SignOptions,
  algorithm: SignatureAlgorithm,
): ReadonlyMap<string, BareItem> {
  const created = Math.floor(now / 1000);
  const parameters = new Map<string, BareItem>([["created", { type: "integer", value: created }]]);
  if (expiresInSeconds !== undefined) {
    parameters.set("expires", { type: "integer", value: created + Math.floor(expiresInSeconds) });
  }
  parameters.set("keyid", { type: "string", value: keyId });
  parameters.set("alg", { type: "string", value: algorithm });
  if (nonce !== undefined) parameters.set("nonce", { type: "string", value: nonce });
  if (tag !== undefined) parameters.set("tag", { type: "string", value: tag });
  return parameters;
}
