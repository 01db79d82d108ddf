// Reading Signature-Input and Signature (RFC 9421 sections 4.1 and 4.2): one signature for each label in both.

import { SignatureError } from "../error.ts";
import type { BareItem, InnerList } from "../structured-field/item.ts";
import { parseDictionary } from "../structured-field/parse.ts";
import { serializeInnerList } from "../structured-field/serialize.ts";
import { parseComponent } from "./component.ts";
import type { Rfc9421Signature } from "./signature.ts";

/**
 * Parses both fields into the signatures they carry, in the order of `Signature-Input`; labels without a
 * counterpart are left out (section 3.2). Throws `signature_malformed`, `signature_too_large` and
 * `component_unsupported`.
 */
export function parseRfc9421Signatures(signatureInput: string, signature: string): Rfc9421Signature[] {
  const inputs = parseDictionary(signatureInput, "signature_malformed");
  const values = parseDictionary(signature, "signature_malformed");
  const signatures: Rfc9421Signature[] = [];
  for (const [label, input] of inputs) {
    const value = values.get(label);
    if (value === undefined) continue;
    if (input.kind !== "list" || value.kind !== "item" || value.item.type !== "bytes") {
      throw malformed(`${label} is not a list of components with a byte sequence`);
    }
    signatures.push(readSignature(label, input, value.item.value));
  }
  return signatures;
}

function readSignature(label: string, input: InnerList, signature: Uint8Array): Rfc9421Signature {
  const covered = input.items.map(parseComponent);
  const seen = new Set(covered.map((component) => component.identifier));
  if (seen.size !== covered.length) throw malformed(`${label} covers a component twice`);
  const { parameters } = input;
  return {
    scheme: "rfc9421",
    label,
    keyId: stringOf(parameters.get("keyid"), "keyid") ?? "",
    algorithm: stringOf(parameters.get("alg"), "alg"),
    components: covered.map(({ name, parameters: own, identifier }) => (own.size === 0 ? name : identifier)),
    covered,
    created: integerOf(parameters.get("created"), "created"),
    expires: integerOf(parameters.get("expires"), "expires"),
    nonce: stringOf(parameters.get("nonce"), "nonce"),
    tag: stringOf(parameters.get("tag"), "tag"),
    signatureParams: serializeInnerList(input),
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
