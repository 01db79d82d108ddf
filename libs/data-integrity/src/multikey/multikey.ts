// Ed25519 keys as Multikey writes them: a multicodec prefix and the key, in multibase (Controlled Identifiers 1.0, section 2.2.2; FEP-521a).

import { IntegrityError } from "../error.ts";
import { decodeBase58 } from "./base58.ts";
import { decodeMultibase, encodeMultibase } from "./multibase.ts";

/** A verification method of type Multikey, as `assertionMethod` lists it. */
export interface Multikey {
  readonly id: string;
  /** The actor, or the DID, whose key it is. */
  readonly controller: string;
  readonly publicKeyMultibase: string;
  /** Ms since the Unix epoch; the key makes no valid proof from then on. */
  readonly expires?: number;
  /** Ms since the Unix epoch; the key makes no valid proof from then on. */
  readonly revoked?: number;
}

const KEY_LENGTH = 32;
/** The multicodecs ed25519-pub (0xed) and ed25519-priv (0x1300) as unsigned varints. */
const PUBLIC = [0xed, 0x01] as const;
const SECRET = [0x80, 0x26] as const;
/** What is looked at to tell a key of another kind from no key at all; an RSA-4096 key has about 720 characters. */
const MAX_LENGTH = 1024;

/** `publicKeyMultibase` of an Ed25519 public key of 32 bytes: `z6Mk…`. Throws `options_invalid` for another length. */
export function encodeMultikey(publicKey: Uint8Array): string {
  return encode(PUBLIC, publicKey);
}

/**
 * The 32 bytes of the Ed25519 key in `publicKeyMultibase`. Throws `key_unsupported` for a key of another kind, and
 * `key_malformed` for what is no key.
 */
export function decodeMultikey(publicKeyMultibase: string): Uint8Array {
  return decode(PUBLIC, publicKeyMultibase);
}

/** `secretKeyMultibase` of an Ed25519 private key (the seed of 32 bytes): `z3u2…`. Throws `options_invalid`. */
export function encodeSecretMultikey(seed: Uint8Array): string {
  return encode(SECRET, seed);
}

/** The seed of 32 bytes in `secretKeyMultibase`. Throws `key_unsupported`, `key_malformed`. */
export function decodeSecretMultikey(secretKeyMultibase: string): Uint8Array {
  return decode(SECRET, secretKeyMultibase);
}

function encode(prefix: readonly [number, number], key: Uint8Array): string {
  if (key.length !== KEY_LENGTH) throw new IntegrityError("options_invalid", "An Ed25519 key has 32 bytes");
  return encodeMultibase(Uint8Array.of(...prefix, ...key));
}

// A refused key is not part of the error: it may be a private one.
function decode(prefix: readonly [number, number], text: string): Uint8Array {
  const bytes = decodeMultibase(text, prefix.length + KEY_LENGTH);
  if (bytes !== undefined && bytes[0] === prefix[0] && bytes[1] === prefix[1]) {
    return bytes.subarray(prefix.length);
  }
  const isMultibase = text.length > 1 && text.length <= MAX_LENGTH && text.startsWith("z");
  const other = isMultibase ? decodeBase58(text.slice(1)) : undefined;
  if (
    other === undefined ||
    other.length < KEY_LENGTH ||
    (other[0] === prefix[0] && other[1] === prefix[1])
  ) {
    throw new IntegrityError("key_malformed", "Not a key in base58btc");
  }
  throw new IntegrityError("key_unsupported", "A key of another kind than Ed25519");
}
