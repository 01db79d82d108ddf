// Reads an actor's keys: publicKey in PEM, and assertionMethod as Multikey (spec 03: Public Key; FEP-521a).
import { isRecord, type JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { Multikey, PublicKey } from "../vocabulary/actor.ts";
import { optionalIdentifier } from "./identifier.ts";
import { bounded, canonical, typesOf } from "./property.ts";
import { text } from "./scalar.ts";

/**
 * The PEM keys that are embedded. One without id, owner or PEM is passed over.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export function readPublicKeys(
  value: JsonValue | undefined,
  path: string,
  limits: Limits,
): readonly PublicKey[] {
  return bounded(value, limits.entries, path).flatMap((entry, index) => {
    if (!isRecord(entry)) return [];
    const key = canonical(entry, `${path}[${index}]`);
    const id = optionalIdentifier(key["id"], limits);
    const owner = optionalIdentifier(key["owner"] ?? key["controller"], limits);
    const publicKeyPem = text(key["publicKeyPem"]);
    return id === null || owner === null || publicKeyPem === null ? [] : [{ id, owner, publicKeyPem }];
  });
}

/**
 * The Multikeys that are embedded. One without id, controller or key is passed over.
 * @throws ActivityPubError `too-many`, `redefined-term`
 */
export function readMultikeys(
  value: JsonValue | undefined,
  path: string,
  limits: Limits,
): readonly Multikey[] {
  return bounded(value, limits.entries, path).flatMap((entry, index) => {
    if (!isRecord(entry)) return [];
    const key = canonical(entry, `${path}[${index}]`);
    const id = optionalIdentifier(key["id"], limits);
    const controller = optionalIdentifier(key["controller"], limits);
    const publicKeyMultibase = text(key["publicKeyMultibase"]);
    if (
      !typesOf(key).includes("Multikey") ||
      id === null ||
      controller === null ||
      publicKeyMultibase === null
    )
      return [];
    return [{ id, controller, publicKeyMultibase }];
  });
}
