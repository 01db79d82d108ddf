/**
 * Who sent a request: its signature, by a key that the sender's own actor document lists
 * (federation.md: GHSA-q9f8-5hc7-898f, CVE-2025-54888, CVE-2026-28432).
 */

import {
  keyOfActor,
  parseSignature,
  SignatureError,
  verifySignature,
  type HttpRequest as SignedRequest,
  type ParsedSignature,
  type VerificationPolicy,
  type VerifiedSignature,
} from "@mastic/http-signatures";
import { sameOrigin } from "@mastic/validation";
import type { HttpRequest } from "../context.ts";
import { CoreError } from "../error.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { FederationContext } from "./context.ts";
import { ExpiringMap } from "./expiringMap.ts";
import type { Gatherer } from "./gather.ts";
import type { FetchedActor } from "./gatherAccount.ts";

/** How many fetched actors are remembered, how large they may be, and for how long. */
const FETCHED = 256;
const FETCHED_CHARACTERS = 65_536;
const FETCHED_FOR = 600_000;
/** How many actors whose signature did not hold are not asked again, and for how long. */
const REFUSED = 2_000;
const REFUSED_FOR = 60_000;

export interface Sender {
  readonly verified: VerifiedSignature;
  /** The actor's document, when it had to be fetched; it is not stored yet. */
  readonly fetched: FetchedActor | undefined;
}

export class Authenticator {
  readonly #ctx: FederationContext;
  readonly #gather: Gatherer;
  readonly #policy: VerificationPolicy;
  readonly #scheme: "https" | "http";
  readonly #fetched: ExpiringMap<FetchedActor>;
  readonly #refused: ExpiringMap<true>;

  constructor(ctx: FederationContext, gather: Gatherer) {
    this.#ctx = ctx;
    this.#gather = gather;
    const { host, origin, limits } = ctx.instance;
    this.#policy = { host, maxAgeSeconds: Math.min(limits.signatureMaxAgeMillis / 1000, 43_200) };
    this.#scheme = origin.startsWith("http:") ? "http" : "https";
    this.#fetched = new ExpiringMap(FETCHED, ctx.now);
    this.#refused = new ExpiringMap(REFUSED, ctx.now);
  }

  /** The signature of a request, unverified. @throws {CoreError} `Unauthorized` when there is none to read */
  parse(request: HttpRequest): ParsedSignature {
    return refusing(() => parseSignature(this.#signed(request)));
  }

  /**
   * Verifies that `actorUri` sent the request. A key that is known here is tried first; when it does not fit, the
   * actor's document is read once more, in case the key has changed.
   * @throws {CoreError} `Unauthorized`
   */
  async verify(
    request: HttpRequest,
    signature: ParsedSignature,
    actorUri: string,
    known: AccountRow | undefined,
  ): Promise<Sender> {
    if (!sameOrigin(signature.keyId, actorUri)) throw unauthorized("The key is of another server.");
    const listed = known?.keys.find((key) => key.id === signature.keyId);
    if (listed !== undefined) {
      const verified = await this.#try(request, signature, listed.publicKeyPem);
      if (verified !== undefined) return { verified, fetched: undefined };
    }
    const recent = this.#fetched.get(actorUri);
    if (recent !== undefined) {
      const verified = await this.#tryFetched(request, signature, actorUri, recent);
      if (verified !== undefined) return { verified, fetched: recent };
    }
    if (this.#refused.get(actorUri) !== undefined) throw unauthorized("The signature does not hold.");
    const fetched = await reading(() => this.#gather.fetchActor(actorUri));
    // Kept whatever comes of this request: a forger must not keep the actor's own requests from being verified.
    if (JSON.stringify(fetched.actor.raw).length <= FETCHED_CHARACTERS) {
      this.#fetched.set(actorUri, fetched, FETCHED_FOR);
    }
    const verified = await this.#tryFetched(request, signature, actorUri, fetched);
    if (verified === undefined) {
      this.#refused.set(actorUri, true, REFUSED_FOR);
      throw unauthorized("The signature does not hold.");
    }
    return { verified, fetched };
  }

  async #tryFetched(
    request: HttpRequest,
    signature: ParsedSignature,
    actorUri: string,
    { actor }: FetchedActor,
  ): Promise<VerifiedSignature | undefined> {
    const key = refusing(() =>
      keyOfActor(signature.keyId, { id: actor.id, keys: actor.publicKeys }, actorUri),
    );
    return this.#try(request, signature, key.publicKeyPem);
  }

  /** @returns `undefined` when another key may fit @throws {CoreError} `Unauthorized` when no key ever will */
  async #try(
    request: HttpRequest,
    signature: ParsedSignature,
    publicKey: string,
  ): Promise<VerifiedSignature | undefined> {
    try {
      return await verifySignature(
        signature,
        this.#signed(request),
        { id: signature.keyId, publicKey },
        { now: this.#ctx.now(), policy: this.#policy, crypto: this.#ctx.crypto },
      );
    } catch (cause) {
      if (!(cause instanceof SignatureError)) throw cause;
      if (cause.code === "policy_invalid") throw cause;
      if (keyCodes.has(cause.code)) return undefined;
      throw unauthorized(cause.message, cause);
    }
  }

  #signed(request: HttpRequest): SignedRequest {
    return {
      method: request.method,
      path: request.url,
      host: request.headers["host"] ?? "",
      scheme: this.#scheme,
      headers: request.headers,
      body: request.body,
    };
  }
}

const keyCodes = new Set(["signature_invalid", "key_malformed", "key_unacceptable", "algorithm_mismatch"]);

function refusing<R>(read: () => R): R {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof SignatureError) throw unauthorized(cause.message, cause);
    throw cause;
  }
}

/** What cannot be read of a sender leaves it unknown. @throws {CoreError} `Unauthorized` */
export async function reading<R>(read: () => Promise<R>): Promise<R> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof CoreError) throw unauthorized("The actor's key is not to be had.", cause);
    throw cause;
  }
}

export function unauthorized(message: string, cause?: unknown): CoreError {
  return new CoreError("Unauthorized", message, { cause });
}
