// Making Signature-Input and Signature (RFC 9421 section 3.1) with the components that Mastodon asks for.

import type { SignatureAlgorithm } from "../algorithm.ts";
import { encodeBase64 } from "../base64.ts";
import { createContentDigest } from "../content-digest.ts";
import type { PrivateKey } from "../crypto-port.ts";
import { SignatureError } from "../error.ts";
import { contentOf, hasContent, headerOf, type HttpRequest, requestTarget } from "../request.ts";
import type { SignOptions, SignatureHeaders } from "../sign-request.ts";
import { encodeSignatureText } from "../signature-text.ts";
import type { BareItem, Item } from "../structured-field/item.ts";
import { serializeInnerList } from "../structured-field/serialize.ts";
import { parseComponent } from "./component.ts";
import { rfc9421SignatureBase } from "./signature-base.ts";

const LABEL = "sig1";

/** Signs `@method`, `@target-uri`, the content's digest and the wanted fields. */
export async function signRfc9421(
  request: HttpRequest,
  options: SignOptions,
  key: PrivateKey,
  algorithm: SignatureAlgorithm,
): Promise<SignatureHeaders> {
  const { crypto, now } = options;
  const added: Record<string, string> = {};
  const target = requestTarget(request);
  const names = ["@method", "@target-uri"];
  if (hasContent(request)) {
    if (headerOf(request, "content-digest") === undefined) {
      added["content-digest"] = await createContentDigest(contentOf(request), crypto);
    }
    names.push("content-digest");
  }
  for (const field of options.fields ?? ["content-type"]) {
    if (headerOf(request, field) !== undefined && !names.includes(field)) names.push(field);
  }
  const items = names.map((name): Item => ({
    kind: "item",
    item: { type: "string", value: name },
    parameters: new Map(),
  }));
  const parameters = parametersOf(options, algorithm, Math.floor(now / 1000));
  const signatureParams = serializeInnerList({ kind: "list", items, parameters });
  const signed = { ...request, headers: { ...request.headers, ...added } };
  const base = rfc9421SignatureBase(items.map(parseComponent), signatureParams, signed, target);
  const signature = await crypto.sign(algorithm, key, encodeSignatureText(base, items.length + 1));
  added["signature-input"] = `${LABEL}=${signatureParams}`;
  added["signature"] = `${LABEL}=:${encodeBase64(signature)}:`;
  return added;
}

function parametersOf(
  options: SignOptions,
  algorithm: SignatureAlgorithm,
  created: number,
): ReadonlyMap<string, BareItem> {
  const parameters = new Map<string, BareItem>([["created", { type: "integer", value: created }]]);
  if (options.expiresInSeconds !== undefined) {
    parameters.set("expires", { type: "integer", value: created + Math.floor(options.expiresInSeconds) });
  }
  parameters.set("keyid", { type: "string", value: printable("keyId", options.keyId) });
  parameters.set("alg", { type: "string", value: algorithm });
  if (options.nonce !== undefined) {
    parameters.set("nonce", { type: "string", value: printable("nonce", options.nonce) });
  }
  if (options.tag !== undefined) {
    parameters.set("tag", { type: "string", value: printable("tag", options.tag) });
  }
  return parameters;
}

/** A structured field's string holds visible ASCII and spaces only (RFC 8941 section 3.3.3). */
function printable(name: string, text: string): string {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 32 || code > 126) {
      throw new SignatureError("request_malformed", `${name} holds a character outside printable ASCII`);
    }
  }
  return text;
}
