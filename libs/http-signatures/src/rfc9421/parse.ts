// Reading Signature-Input and Signature (RFC 9421 sections 4.1 and 4.2): one signature for each label in both.

import { SignatureError } from "../error.ts";
import { headerOf, type HttpMessage } from "../request.ts";
import type { BareItem, Dictionary, InnerList } from "../structured-field/item.ts";
import { SIGNATURE_LIMITS } from "../structured-field/limits.ts";
import { Parser } from "../structured-field/parser.ts";
import { type Component, readComponent, unsupportedComponent } from "./component.ts";
import { formatSignatureParams } from "./signature-base.ts";
import type { Rfc9421Signature } from "./signature.ts";

/** Which signatures of several are read. */
export interface SignatureChoice {
  /** Only the signature with this label. */
  readonly label?: string;
  /** Only signatures for this application (section 2.3, `tag`). */
  readonly tag?: string;
}

/**
 * Reads the signatures of a request or response, in the order of `Signature-Input`; labels without a counterpart are
 * left out (section 3.2). None gives an empty list. With a `choice`, those that fit it, name a key and can be read; what
 * is wrong with one of them counts only where there is no other. Throws `signature_malformed`, `signature_too_large` and
 * `component_unsupported`.
 */
export function parseRfc9421Signatures(message: HttpMessage, choice?: SignatureChoice): Rfc9421Signature[] {
  const input = headerOf(message, "signature-input");
  const signature = headerOf(message, "signature");
  if (input === undefined || signature === undefined) return [];
  const values = parseField(signature);
  const signatures: Rfc9421Signature[] = [];
  let refusal: SignatureError | undefined;
  for (const [label, member] of parseField(input)) {
    const value = values.get(label);
    const tag = member.parameters.get("tag")?.value;
    if (!value || (choice?.label ?? label) !== label || (choice?.tag ?? tag) !== tag) continue;
    try {
      if (member.kind !== "list" || value.kind !== "item" || value.item.type !== "bytes") {
        throw malformed(`${label} is no list and bytes`);
      }
      const signed = readSignature(label, member, value.item.value);
      if (!("status" in message)) signed.covered.forEach(refuseInRequest);
      if (choice && signed.keyId === "") throw malformed("no keyid");
      signatures.push(signed);
    } catch (error) {
      if (!choice || !(error instanceof SignatureError)) throw error;
      refusal ??= error;
    }
  }
  if (refusal && !signatures[0]) throw refusal;
  return signatures;
}

/** Section 2.4: only responses have a status, or a request that they answer. */
function refuseInRequest({ name, parameters, identifier }: Component): void {
  if (name === "@status" || parameters.has("req")) throw unsupportedComponent(identifier);
}

function parseField(text: string): Dictionary {
  return new Parser(text, "signature_malformed", SIGNATURE_LIMITS).dictionary();
}

function readSignature(label: string, input: InnerList, signature: Uint8Array): Rfc9421Signature {
  const covered = input.items.map(readComponent);
  const components: string[] = [];
  for (const { name, parameters: own, identifier } of covered) {
    const component = own.size === 0 ? name : identifier;
    if (components.includes(component)) throw malformed(`${label} covers a component twice`);
    components.push(component);
  }
  const { parameters } = input;
  return {
    scheme: "rfc9421",
    label,
    keyId: stringOf(parameters.get("keyid"), "keyid") ?? "",
    algorithm: stringOf(parameters.get("alg"), "alg"),
    components,
    covered,
    created: integerOf(parameters.get("created"), "created"),
    expires: integerOf(parameters.get("expires"), "expires"),
    nonce: stringOf(parameters.get("nonce"), "nonce"),
    tag: stringOf(parameters.get("tag"), "tag"),
    signatureParams: formatSignatureParams(covered, parameters),
    signature,
  };
}

function stringOf(item: BareItem | undefined, name: string): string | undefined {
  if (item === undefined || item.type === "string") return item?.value;
  throw malformed(`${name} is not a string`);
}

function integerOf(item: BareItem | undefined, name: string): number | undefined {
  if (item === undefined || item.type === "integer") return item?.value;
  throw malformed(`${name} is not an integer`);
}

function malformed(reason: string): SignatureError {
  return new SignatureError("signature_malformed", `Signature-Input: ${reason}`);
}
