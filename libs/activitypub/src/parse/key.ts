// Reads an actor's keys: publicKey in PEM, and assertionMethod as Multikey (spec 03: Public Key; FEP-521a).
import type { Multikey, PublicKey } from "../vocabulary/actor.ts";
import { optionalIdentifier } from "./identifier.ts";
import { eachRecord, typesOf } from "./property.ts";
import type { Read } from "./reading.ts";
import { text } from "./scalar.ts";

/**
 * The PEM keys that are embedded. One without id, owner or PEM is passed over.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export const publicKeys: Read<readonly PublicKey[]> = (value, reading) =>
  eachRecord(value, reading.limits.entries, reading, (key) => {
    const id = optionalIdentifier(key["id"], reading);
    const owner = optionalIdentifier(key["owner"] ?? key["controller"], reading);
    const publicKeyPem = text(key["publicKeyPem"]);
    return id === null || owner === null || publicKeyPem === null ? null : { id, owner, publicKeyPem };
  });

/**
 * The Multikeys that are embedded. One without id, controller or key is passed over.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export const multikeys: Read<readonly Multikey[]> = (value, reading) =>
  eachRecord(value, reading.limits.entries, reading, (key) => {
    const id = optionalIdentifier(key["id"], reading);
    const controller = optionalIdentifier(key["controller"], reading);
    const publicKeyMultibase = text(key["publicKeyMultibase"]);
    return !typesOf(key).includes("Multikey") ||
      id === null ||
      controller === null ||
      publicKeyMultibase === null
      ? null
      : { id, controller, publicKeyMultibase };
  });
