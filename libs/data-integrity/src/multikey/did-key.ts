// did:key identifiers of Ed25519 keys: the key is the identifier (did:key method, section 2).

import { IntegrityError } from "../error.ts";
import { decodeMultikey, type Multikey } from "./multikey.ts";

const PREFIX = "did:key:";
/** An Ed25519 did:key with its fragment has 105 characters. */
const MAX_LENGTH = 160;

/** The did:key of `publicKeyMultibase`. Throws `key_unsupported`, `key_malformed`. */
export function formatDidKey(publicKeyMultibase: string): string {
  decodeMultikey(publicKeyMultibase);
  return `${PREFIX}${publicKeyMultibase}`;
}

/**
 * The key that a did:key stands for. `url` is the DID, or the DID URL of its one verification method
 * (`did:key:z6Mk…#z6Mk…`); it becomes the key's id, and the DID its controller. Nothing is fetched.
 * Throws `key_unsupported` for another DID method or kind of key, `key_malformed` for what is no did:key.
 */
export function parseDidKey(url: string): Multikey {
  if (!url.startsWith(PREFIX)) throw new IntegrityError("key_unsupported", "Not a did:key");
  if (url.length > MAX_LENGTH) throw new IntegrityError("key_malformed", "A did:key that is too long");
  const hash = url.indexOf("#");
  const controller = hash === -1 ? url : url.slice(0, hash);
  const publicKeyMultibase = controller.slice(PREFIX.length);
  if (hash !== -1 && url.slice(hash + 1) !== publicKeyMultibase) {
    throw new IntegrityError("key_malformed", "A did:key has no other verification method than its key");
  }
  decodeMultikey(publicKeyMultibase);
  return { id: url, controller, publicKeyMultibase };
}
