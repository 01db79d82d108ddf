// Reads an actor's keys: publicKey in PEM, and assertionMethod as Multikey (spec 03: Public Key; FEP-521a).
import type { Multikey, PublicKey } from "../vocabulary/actor.ts";
import { optionalIdentifier } from "./identifier.ts";
import { complete, recordsOf } from "./property.ts";
import { text } from "./scalar.ts";

/**
 * The PEM keys that are embedded. One without id, owner or PEM is passed over.
 * @throws ActivityPubError `too-many`
 */
export const publicKeys = /* @__PURE__ */ recordsOf<PublicKey>("entries", (key, reading) =>
  complete({
    id: optionalIdentifier(key["id"], reading),
    owner: optionalIdentifier(key["owner"] ?? key["controller"], reading),
    publicKeyPem: text(key["publicKeyPem"]),
  }),
);

/**
 * The Multikeys that are embedded. One without id, controller or key is passed over.
 * @throws ActivityPubError `too-many`
 */
export const multikeys = /* @__PURE__ */ recordsOf<Multikey>(
  "entries",
  (key, reading) =>
    complete({
      id: optionalIdentifier(key["id"], reading),
      controller: optionalIdentifier(key["controller"], reading),
      publicKeyMultibase: text(key["publicKeyMultibase"]),
    }),
  "Multikey",
);
