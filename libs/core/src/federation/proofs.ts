/**
 * The proofs that activities arrive with: whoever brings one, it is its actor's when a key of the actor's own document
 * has signed it (FEP-8b32, proof verification).
 */

import { isWebUrl, type Activity } from "@mastic/activitypub";
import {
  assertionMethodOf,
  IntegrityError,
  ownerOf,
  parseProofs,
  verificationMethodDocument,
  verifyProof,
  withoutLinkedDataSignature,
  type IntegrityProof,
  type JsonObject,
  type Multikey,
} from "@mastic/data-integrity";
import type { AccountRow } from "../schema/accounts.ts";
import { ifListed, unauthorized, type ActorKeys, type Shown } from "./actorKeys.ts";
import type { FederationContext } from "./context.ts";
import { signatureMaxAgeSeconds } from "./signatureAge.ts";

export class Proofs {
  readonly #ctx: FederationContext;
  readonly #keys: ActorKeys;

  constructor(ctx: FederationContext, keys: ActorKeys) {
    this.#ctx = ctx;
    this.#keys = keys;
  }

  /**
   * Verifies that `activity.actor` has said the activity.
   * @param proof of `proofOf`
   * @param known the actor, as it is known here
   * @param isFresh whether the proof has to be as young as a signature: where nothing else keeps it from being shown
   * again when it is no longer true
   * @returns what was signed: the activity without proofs, and without contexts that somebody added
   * @throws {CoreError} `Unauthorized`
   */
  async verify(
    activity: Activity,
    proof: IntegrityProof,
    known: AccountRow | undefined,
    isFresh: boolean,
  ): Promise<Shown<JsonObject>> {
    const { verificationMethod } = proof;
    const listed = known?.assertionMethods.find(({ id }) => id === verificationMethod);
    return this.#keys.try(
      activity.actor,
      "proof",
      async () => listed && this.#try(activity, proof, { ...listed, controller: activity.actor }, isFresh),
      async ({ actor }) => {
        const key = ifListed(IntegrityError, () => assertionMethodOf(actor.raw, verificationMethod));
        return key && this.#try(activity, proof, key, isFresh);
      },
    );
  }

  /** @returns `undefined` when another key may fit @throws {CoreError} `Unauthorized` when no key ever will */
  async #try(
    { actor, raw }: Activity,
    proof: IntegrityProof,
    key: Multikey,
    isFresh: boolean,
  ): Promise<JsonObject | undefined> {
    const { crypto, instance, now } = this.#ctx;
    const maxAge = isFresh ? { maxAgeSeconds: signatureMaxAgeSeconds(instance) } : {};
    const policy = { controller: actor, ...maxAge };
    try {
      const document = withoutLinkedDataSignature(raw);
      return (await verifyProof(proof, document, key, { now: now(), policy, crypto })).document;
    } catch (cause) {
      if (!(cause instanceof IntegrityError)) throw cause;
      if (keyCodes.has(cause.code)) return undefined;
      throw unauthorized(cause.message, cause);
    }
  }
}

/**
 * The proof by which an activity can be known as its actor's; `undefined` when it has none of a kind that is known here.
 * @throws {CoreError} `Unauthorized` when it has proofs, and none is its actor's
 */
export function proofOf({ actor, raw }: Activity): IntegrityProof | undefined {
  const { proof: value } = raw;
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  const proofs = read(raw).filter(({ verificationMethod }) => isWebUrl(verificationMethod));
  if (proofs.length === 0) return undefined;
  const own = proofs.find((it) => verificationMethodDocument(it.verificationMethod) === actor);
  if (own === undefined) throw unauthorized("The proof is by another actor's key.");
  if (ownerOf(raw) !== actor) throw unauthorized("The activity says of two actors that it is theirs.");
  return own;
}

function read(raw: JsonObject): readonly IntegrityProof[] {
  try {
    return parseProofs(raw);
  } catch (cause) {
    if (!(cause instanceof IntegrityError)) throw cause;
    if (cause.code === "proof_unsupported") return [];
    throw unauthorized(cause.message, cause);
  }
}

const keyCodes: ReadonlySet<string> = new Set([
  "signature_invalid",
  "key_malformed",
  "key_unsupported",
  "key_expired",
]);
