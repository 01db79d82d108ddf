/**
 * Tries the keys of an actor: those known here first, then those of its document as it is now, read once more in case
 * the keys have changed; no more often, or strangers could make this server fetch as much as they like.
 */

import { CoreError } from "../error.ts";
import type { FederationContext } from "./context.ts";
import { ExpiringMap } from "./expiringMap.ts";
import type { Gatherer } from "./gather.ts";
import type { FetchedActor } from "./gatherAccount.ts";

/** How many fetched actors are remembered, how large they may be, and for how long. */
const FETCHED = 256;
const FETCHED_CHARACTERS = 65_536;
const FETCHED_FOR = 600_000;
/** How many actors whose keys did not fit are not asked again, and for how long. */
const REFUSED = 2_000;
const REFUSED_FOR = 60_000;

/** What a key has shown, and the document that it came from when that had to be fetched; it is not stored yet. */
export interface Shown<R> {
  readonly result: R;
  readonly fetched: FetchedActor | undefined;
}

export class ActorKeys {
  readonly #gather: Gatherer;
  readonly #fetched: ExpiringMap<FetchedActor>;
  readonly #refused: ExpiringMap<true>;

  constructor(ctx: FederationContext, gather: Gatherer) {
    this.#gather = gather;
    this.#fetched = new ExpiringMap(FETCHED, ctx.now);
    this.#refused = new ExpiringMap(REFUSED, ctx.now);
  }

  /**
   * @param what the thing signed, in a word: a failure of one says nothing of another
   * @param tryKnown with the keys known here; both return `undefined` when another key may fit
   * @param tryFetched with those of the actor's own document, which may be up to ten minutes old at first
   * @throws {CoreError} `Unauthorized` when no key fits, and what the two throw
   */
  async try<R>(
    actorUri: string,
    what: "signature" | "proof",
    tryKnown: () => Promise<R | undefined>,
    tryFetched: (fetched: FetchedActor) => Promise<R | undefined>,
  ): Promise<Shown<R>> {
    const known = await tryKnown();
    if (known !== undefined) return { result: known, fetched: undefined };
    const recent = this.#fetched.get(actorUri);
    if (recent !== undefined) {
      const result = await tryFetched(recent);
      if (result !== undefined) return { result, fetched: recent };
    }
    const failure = `${what} ${actorUri}`;
    if (this.#refused.get(failure) !== undefined) throw unauthorized(`The ${what} does not hold.`);
    const fetched = await reading(() => this.#gather.fetchActor(actorUri));
    // Kept whatever comes of this request: a forger must not keep the actor's own requests from being verified.
    if (JSON.stringify(fetched.actor.raw).length <= FETCHED_CHARACTERS) {
      this.#fetched.set(actorUri, fetched, FETCHED_FOR);
    }
    let result: R | undefined;
    try {
      result = await tryFetched(fetched);
    } finally {
      if (result === undefined) this.#refused.set(failure, true, REFUSED_FOR);
    }
    if (result === undefined) throw unauthorized(`The ${what} does not hold.`);
    return { result, fetched };
  }
}

/**
 * What cannot be read of a sender leaves it unknown.
 * @throws {CoreError} `Unauthorized`; `RemoteUnavailable` with `retryAfterMillis` when we had no time to ask
 */
export async function reading<R>(read: () => Promise<R>): Promise<R> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof CoreError && cause.retryAfterMillis === undefined)
      throw unauthorized("The actor's key is not to be had.", cause);
    throw cause;
  }
}

/** @throws {CoreError} `Unauthorized` for what `read` refuses with an error of its library */
export function refusing<R>(refusal: abstract new (...given: never[]) => Error, read: () => R): R {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof refusal) throw unauthorized(cause.message, cause);
    throw cause;
  }
}

/** @returns `undefined` when the library refuses to find the key in this document: it may list it by now */
export function ifListed<Key>(
  refusal: abstract new (...given: never[]) => Error,
  find: () => Key,
): Key | undefined {
  try {
    return find();
  } catch (cause) {
    if (cause instanceof refusal) return undefined;
    throw cause;
  }
}

export function unauthorized(message: string, cause?: unknown): CoreError {
  return new CoreError("Unauthorized", message, { cause });
}
