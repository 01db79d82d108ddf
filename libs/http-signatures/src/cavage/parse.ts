// Reading the signature of a request under draft-cavage-12 (sections 2.1, 3 and 4), before its key is known.

import { decodeBase64 } from "../base64.ts";
import { allocate } from "../bytes.ts";
import { SignatureError } from "../error.ts";
import { checkLimit, MAX_COMPONENTS } from "../limits.ts";
import { headerOf, type HttpRequest } from "../request.ts";
import { isFieldName } from "../structured-field/character.ts";
import { readCavageParameters } from "./parameters.ts";
import type { CavageSignature } from "./signature.ts";

/** All that the draft defines. */
const PSEUDO_COMPONENTS = ["(request-target)", "(created)", "(expires)"];

/** The list that was read last, with its names: nearly every server signs the same, in the same words. */
let lastRead: { readonly text: string; readonly names: readonly string[] } | undefined;

/**
 * Reads the `Signature` header, or `Authorization: Signature ...`, so that the key that it names can be fetched.
 * Throws `signature_missing`, `signature_malformed`, `signature_too_large`, or `component_unsupported` for a
 * pseudo-component that the draft does not define.
 */
export function parseCavageSignature(request: HttpRequest): CavageSignature {
  const text = headerOf(request, "signature") ?? authorization(request);
  if (text === undefined) {
    throw new SignatureError("signature_missing", "The request carries no signature");
  }
  const { keyId, signature, algorithm, headers, created, expires } = readParameters(text);
  if (keyId === undefined || keyId === "") throw malformed("no keyId");
  if (signature === undefined || signature.length === 0) throw malformed("no signature in base64");
  const createdAt = parseSeconds(created);
  // `created` has no fractions (section 2.1.4).
  if (createdAt !== undefined && !Number.isInteger(createdAt)) throw notATime();
  return {
    scheme: "cavage",
    keyId,
    algorithm,
    components: headers === undefined ? defaultComponents(algorithm) : parseComponents(headers),
    created: createdAt,
    expires: parseSeconds(expires),
    expiresText: expires,
    nonce: undefined,
    signature,
  };
}

/** Section 2.1: the parameters that the draft defines, times and list of names as they are written. */
interface Parameters {
  keyId?: string;
  signature?: Uint8Array | undefined;
  algorithm?: string;
  headers?: string;
  created?: string;
  expires?: string;
}

function readParameters(text: string): Parameters {
  const read: Parameters = {};
  readCavageParameters(text, "signature_malformed", (name, start, end) => {
    switch (name) {
      case "signature":
        read.signature = decodeBase64(text, allocate, start, end);
        break;
      case "algorithm":
        read.algorithm = text.slice(start, end).toLowerCase();
        break;
      case "keyId":
      case "headers":
      case "created":
      case "expires":
        read[name] = text.slice(start, end);
    }
  });
  return read;
}

function authorization(request: HttpRequest): string | undefined {
  const value = headerOf(request, "authorization");
  return value?.slice(0, 10).toLowerCase() === "signature " ? value.slice(10) : undefined;
}

function parseComponents(text: string): readonly string[] {
  if (text === lastRead?.text) return lastRead.names;
  const names = text.toLowerCase().split(" ");
  checkLimit(names.length, MAX_COMPONENTS, "covered components");
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? "";
    if (names.indexOf(name) !== index) throw malformed(`headers names ${name} twice`);
    if (!name.startsWith("(")) {
      if (!isFieldName(name)) throw malformed("no list of names");
    } else if (!PSEUDO_COMPONENTS.includes(name)) {
      throw new SignatureError("component_unsupported", `Unknown component ${name}`, { component: name });
    }
  }
  lastRead = { text, names: Object.freeze(names) };
  return names;
}

/** Section 2.1.6 and appendix C.1: `(created)`, or `date` where the algorithm is of the older kind. */
function defaultComponents(algorithm: string | undefined): readonly string[] {
  return [algorithm === undefined || algorithm === "hs2019" ? "(created)" : "date"];
}

function parseSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,16}(?:\.\d{0,6})?$/.test(text)) throw notATime();
  return Number(text);
}

function notATime(): SignatureError {
  return malformed("not a time");
}

function malformed(reason: string): SignatureError {
  return new SignatureError("signature_malformed", `Signature header: ${reason}`);
}
