// Whose key it is: the actor's own document must list it, or anybody could publish a key in anybody's name (GHSA-q9f8-5hc7-898f).

import { SignatureError } from "./error.ts";
import { parseTarget } from "./request.ts";

/** A key as an actor's document lists it (`publicKey`, or `assertionMethod` with its `controller`). */
export interface ListedKey {
  readonly id: string;
  /** `owner` of a `publicKey`, `controller` of an assertion method. */
  readonly owner: string;
}

/** The actor, from a document fetched at its own id. */
export interface KeyOwner<Key extends ListedKey> {
  readonly id: string;
  readonly keys: readonly Key[];
}

/** The document in which a key is to be found: the key id without its fragment. It may be the key alone, naming its owner. */
export function keyDocumentUrl(keyId: string): string {
  const hash = keyId.indexOf("#");
  return hash === -1 ? keyId : keyId.slice(0, hash);
}

/**
 * The key that `actor`'s own document lists under `keyId`. Throws `key_mismatch` unless the document lists exactly
 * this id, the key names this actor as its owner, both are of one origin, and `activityActor` (the `actor` of the
 * activity that came with the signature, where there is one) is this actor.
 */
export function keyOfActor<Key extends ListedKey>(
  keyId: string,
  actor: KeyOwner<Key>,
  activityActor?: string,
): Key {
  const key = actor.keys.find((candidate) => candidate.id === keyId);
  if (key === undefined) throw mismatch("The actor does not list this key", keyId, actor.id);
  if (key.owner !== actor.id) throw mismatch("The key names another owner", actor.id, key.owner);
  if (originOf(keyId) !== originOf(actor.id)) {
    throw mismatch("Key and actor are of different origins", actor.id, keyId);
  }
  if (activityActor !== undefined && activityActor !== actor.id) {
    throw mismatch("The activity is by another actor", actor.id, activityActor);
  }
  return key;
}

/** An id that is no https or http URL is, without its fragment, an origin of its own: `did:key:z6Mk…#z6Mk…`. */
function originOf(uri: string): string {
  const target = parseTarget(uri);
  return target === undefined ? keyDocumentUrl(uri) : `${target.scheme}://${target.authority}`;
}

function mismatch(message: string, expected: string, actual: string): SignatureError {
  return new SignatureError("key_mismatch", message, { expected, actual });
}
