/** The proofs that activities carry, so that whoever gets them from anybody knows whose they are (FEP-8b32). */

import { isRecord, PUBLIC, type JsonObject, type JsonValue } from "@mastic/activitypub";
import { addProof, IntegrityError } from "@mastic/data-integrity";
import type { FederationContext } from "./context.ts";
import { ExpiringMap } from "./expiringMap.ts";
import type { Signer } from "./signers.ts";

/** An activity goes to many inboxes within moments, and needs one proof. */
const KEPT = 100;
const KEPT_FOR = 600_000;
/** In UTF-16 units. */
const KEPT_LENGTH = 16_384;
/** What tells a post, whole or by its id. */
const telling: readonly JsonValue[] = ["Create", "Update", "Announce"];

export class Assertions {
  readonly #ctx: FederationContext;
  readonly #proved: ExpiringMap<string>;

  constructor(ctx: FederationContext) {
    this.#ctx = ctx;
    this.#proved = new ExpiringMap(KEPT, ctx.now);
  }

  /** The activity with a proof by its author's key; as it is when there is no key, or it tells what is not public. */
  async of(content: string, signer: Signer | undefined): Promise<string> {
    if (signer === undefined) return content;
    const known = this.#proved.get(content);
    if (known !== undefined) return known;
    const proved = await this.#prove(content, signer);
    if (content.length <= KEPT_LENGTH) this.#proved.set(content, proved, KEPT_FOR);
    return proved;
  }

  async #prove(content: string, { keyId, privateKey }: Signer): Promise<string> {
    const activity = JSON.parse(content) as JsonValue;
    if (!isRecord(activity) || !mayBeProved(activity)) return content;
    const { crypto, now } = this.#ctx;
    try {
      const options = { verificationMethod: keyId, privateKey, created: now(), crypto };
      return JSON.stringify(await addProof(activity, options));
    } catch (error) {
      // The signature of the request is proof enough for whoever gets it from us.
      if (error instanceof IntegrityError) return content;
      throw error;
    }
  }
}

/** What was said to some only can be denied: whoever passes it on cannot prove it (FEP-8b32, privacy considerations). */
function mayBeProved(activity: JsonObject): boolean {
  const { type, to, cc } = activity;
  return type === undefined || !telling.includes(type) || names(to, PUBLIC) || names(cc, PUBLIC);
}

function names(audience: JsonValue | undefined, uri: string): boolean {
  return Array.isArray(audience) ? audience.includes(uri) : audience === uri;
}
