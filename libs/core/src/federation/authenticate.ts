/**
 * Who sent a request: its signature, by a key that the sender's own actor document lists
 * (GHSA-q9f8-5hc7-898f, CVE-2025-54888, CVE-2026-28432).
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
import type { AccountRow } from "../schema/accounts.ts";
import { ifListed, refusing, unauthorized, type ActorKeys, type Shown } from "./actorKeys.ts";
import type { FederationContext } from "./context.ts";
import type { FetchedActor } from "./gatherAccount.ts";
import { signatureMaxAgeSeconds } from "./signatureAge.ts";

export class Authenticator {
  readonly #ctx: FederationContext;
  readonly #keys: ActorKeys;
  readonly #policy: VerificationPolicy;
  readonly #scheme: "https" | "http";

  constructor(ctx: FederationContext, keys: ActorKeys) {
    this.#ctx = ctx;
    this.#keys = keys;
    const { host, origin } = ctx.instance;
    this.#policy = { host, maxAgeSeconds: signatureMaxAgeSeconds(ctx.instance) };
    this.#scheme = origin.startsWith("http:") ? "http" : "https";
  }

  /** The signature of a request, unverified. @throws {CoreError} `Unauthorized` when there is none to read */
  parse(request: HttpRequest): ParsedSignature {
    return refusing(SignatureError, () => parseSignature(this.#signed(request)));
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
  ): Promise<Shown<VerifiedSignature>> {
    if (!sameOrigin(signature.keyId, actorUri)) throw unauthorized("The key is of another server.");
    const listed = known?.keys.find((key) => key.id === signature.keyId);
    return this.#keys.try(
      actorUri,
      "signature",
      async () => listed && this.#try(request, signature, listed.publicKeyPem),
      (it) => this.#tryFetched(request, signature, actorUri, it),
    );
  }

  async #tryFetched(
    request: HttpRequest,
    signature: ParsedSignature,
    actorUri: string,
    { actor }: FetchedActor,
  ): Promise<VerifiedSignature | undefined> {
    const key = ifListed(SignatureError, () =>
      keyOfActor(signature.keyId, { id: actor.id, keys: actor.publicKeys }, actorUri),
    );
    return key && this.#try(request, signature, key.publicKeyPem);
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
