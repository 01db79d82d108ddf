// The Accept-Signature field (RFC 9421 section 5): which signatures a peer asks for, built, read and fulfilled.

import { isSignatureAlgorithm, type SignatureAlgorithm } from "../algorithm.ts";
import { SignatureError } from "../error.ts";
import { REQUEST_COMPONENTS, requireComponents } from "../policy/coverage.ts";
import type { Rfc9421SignOptions } from "../sign-options.ts";
import type { BareItem, Item } from "../structured-field/item.ts";
import { SIGNATURE_LIMITS } from "../structured-field/limits.ts";
import { Parser } from "../structured-field/parser.ts";
import { serializeDictionary } from "../structured-field/serialize.ts";
import { parseComponent, readComponent } from "./component.ts";

/** One signature that is asked for. */
export interface WantedSignature {
  /** The label that the signature is to have. */
  readonly label: string;
  /** Exactly what it is to cover, as `Rfc9421SignOptions.components` has it. */
  readonly components: readonly string[];
  /** Whether it is to say when it was made, and until when it holds. */
  readonly created?: boolean | undefined;
  readonly expires?: boolean | undefined;
  readonly nonce?: string | undefined;
  readonly tag?: string | undefined;
  readonly keyId?: string | undefined;
  /** As written; it may be one that nobody here knows. */
  readonly algorithm?: string | undefined;
}

/** Reads an `Accept-Signature` field. Throws `signature_malformed`, `signature_too_large`, `component_unsupported`. */
export function parseAcceptSignature(field: string): WantedSignature[] {
  const members = new Parser(field, "signature_malformed", SIGNATURE_LIMITS).dictionary();
  return Array.from(members, ([label, member]) => {
    if (member.kind !== "list") throw malformed(`${label} is no list of components`);
    const text = (name: string): string | undefined => {
      const item = member.parameters.get(name);
      if (item !== undefined && item.type !== "string") throw malformed(`${name} is not a string`);
      return item?.value;
    };
    // They have no value here, whatever a peer writes.
    const flag = (name: string): boolean => {
      const item = member.parameters.get(name);
      return item !== undefined && item.value !== false;
    };
    return {
      label,
      components: member.items
        .map(readComponent)
        .map(({ name, parameters, identifier }) => (parameters.size === 0 ? name : identifier)),
      created: flag("created"),
      expires: flag("expires"),
      nonce: text("nonce"),
      tag: text("tag"),
      keyId: text("keyid"),
      algorithm: text("alg"),
    };
  });
}

/** Writes an `Accept-Signature` field. Throws `field_unserializable`, `signature_malformed`, `component_unsupported`. */
export function formatAcceptSignature(wanted: readonly WantedSignature[]): string {
  const members = wanted.map(({ label, components, created, expires, keyId, algorithm, nonce, tag }) => {
    const parameters = new Map<string, BareItem>();
    for (const [name, value] of Object.entries({
      created,
      expires,
      keyid: keyId,
      alg: algorithm,
      nonce,
      tag,
    })) {
      if (typeof value === "string") parameters.set(name, { type: "string", value });
      else if (value === true) parameters.set(name, { type: "boolean", value });
    }
    const items = components.map(parseComponent).map(({ name, parameters: own }): Item => ({
      kind: "item",
      item: { type: "string", value: name },
      parameters: own,
    }));
    return [label, { kind: "list", items, parameters }] as const;
  });
  return serializeDictionary(new Map(members));
}

/**
 * The options that make `signRequest` (with `scheme: "rfc9421"`) or `signResponse` give what is asked for. Throws
 * `key_mismatch` when another key is wanted, `algorithm_unsupported` for an algorithm that is unknown here, and
 * `component_missing` when the signature of a request would not say for which method, host and path it is: whoever
 * asked for it could pass it on to somebody else.
 */
export function fulfilAcceptSignature<Options extends Rfc9421SignOptions>(
  { label, components, expires, nonce, tag, keyId, algorithm }: WantedSignature,
  options: Options,
): Options {
  if (keyId !== undefined && keyId !== options.keyId) {
    throw new SignatureError("key_mismatch", "Another key is asked for", {
      expected: keyId,
      actual: options.keyId,
    });
  }
  if (!components.includes("@status")) requireComponents(components, REQUEST_COMPONENTS);
  return {
    ...options,
    label,
    components,
    ...(expires === true && { expiresInSeconds: options.expiresInSeconds ?? 300 }),
    ...(nonce !== undefined && { nonce }),
    ...(tag !== undefined && { tag }),
    ...(algorithm !== undefined && { algorithm: known(algorithm) }),
  };
}

function known(algorithm: string): SignatureAlgorithm {
  if (isSignatureAlgorithm(algorithm)) return algorithm;
  throw new SignatureError("algorithm_unsupported", "An unknown algorithm is asked for", {
    algorithm: algorithm.slice(0, 64),
  });
}

function malformed(reason: string): SignatureError {
  return new SignatureError("signature_malformed", `Accept-Signature: ${reason}`);
}
