/**
 * Whose an incoming activity is: its actor's, who has signed the request, or who has signed the activity itself, whoever
 * brings it (ActivityPub, section 7.1.2, Forwarding from Inbox; FEP-8b32).
 */

import type { Activity } from "@mastic/activitypub";
import type { JsonObject } from "@mastic/data-integrity";
import { keyDocumentUrl, type ParsedSignature } from "@mastic/http-signatures";
import type { HttpRequest } from "../context.ts";
import { CoreError } from "../error.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { INSTANCE } from "../store/store.ts";
import { unauthorized } from "./actorKeys.ts";
import type { Authenticator } from "./authenticate.ts";
import type { FederationContext } from "./context.ts";
import { domainPolicy } from "./domainPolicy.ts";
import type { FetchedActor } from "./gatherAccount.ts";
import { hostOf } from "./origin.ts";
import { proofOf, type Proofs } from "./proofs.ts";
import type { Requester, Requesters } from "./requesters.ts";

export interface Sender {
  /** When the actor signed the request: ms since the Unix epoch; `null` when somebody else did. */
  readonly signedAt: number | null;
  /** The actor's document, when it had to be fetched; it is not stored yet. */
  readonly fetched: FetchedActor | undefined;
  /** For an activity that somebody else has brought: what its actor has signed of it. */
  readonly proved: JsonObject | undefined;
}

/** What servers forward: what is said about posts. What two actors settle between them they send each other. */
const forwarded: ReadonlySet<string> = new Set([
  "Create",
  "Update",
  "Delete",
  "Like",
  "Announce",
  "Undo",
  "Add",
  "Remove",
]);

export class Senders {
  readonly #ctx: FederationContext;
  readonly #authenticator: Authenticator;
  readonly #requesters: Requesters;
  readonly #proofs: Proofs;

  constructor(ctx: FederationContext, authenticator: Authenticator, requesters: Requesters, proofs: Proofs) {
    this.#ctx = ctx;
    this.#authenticator = authenticator;
    this.#requesters = requesters;
    this.#proofs = proofs;
  }

  /**
   * The request's signature has to hold, whoever made it, and so has a proof, where there is one.
   * @param actor the activity's actor, when it is known here
   * @throws {CoreError} `Unauthorized`; `Forbidden` when it is brought by somebody who is suspended here
   */
  async of(
    request: HttpRequest,
    signature: ParsedSignature,
    activity: Activity,
    actor: AccountRow | undefined,
  ): Promise<Sender> {
    const proof = proofOf(activity);
    if (proof !== undefined && keyDocumentUrl(signature.keyId) !== activity.actor) {
      const bearer = await this.#requesters.of(request);
      if (bearer.uri !== activity.actor) {
        await this.#checkBearer(bearer, activity);
        const { result, fetched } = await this.#proofs.verify(activity, proof, actor, true);
        return { signedAt: null, fetched, proved: result };
      }
    }
    const { result: verified, fetched } = await this.#authenticator.verify(
      request,
      signature,
      activity.actor,
      actor,
    );
    const shown = proof && (await this.#proofs.verify(activity, proof, actor, false));
    return { signedAt: verified.signedAt, fetched: shown?.fetched ?? fetched, proved: undefined };
  }

  async #checkBearer({ account, uri }: Requester, activity: Activity): Promise<void> {
    if (!forwarded.has(activity.type)) throw unauthorized("This is for the actor itself to send.");
    const host = uri === undefined ? undefined : hostOf(uri);
    if (host === undefined) throw unauthorized("Nobody has signed this request.");
    const policy = await this.#ctx.store.view(INSTANCE, (view) => domainPolicy(view, host));
    if (account?.suspended === true || policy === "suspend") {
      throw new CoreError("Forbidden", "Who brings this is suspended here.");
    }
  }
}
