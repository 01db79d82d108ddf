/**
 * The one way to other servers for all that is fetched, documents, keys and addresses alike: nothing of suspended hosts,
 * so much at the same time and no more, and no failure asked for again at once (federation.md: amplification).
 */

import { CoreError } from "../error.ts";
import { INSTANCE } from "../store/store.ts";
import type { FederationContext } from "./context.ts";
import { domainPolicy } from "./domainPolicy.ts";
import { ExpiringMap } from "./expiringMap.ts";
import { FetchPlaces, type FetchPurpose } from "./fetchPlaces.ts";
import { hostOf } from "./origin.ts";
import { remoteGet, type RemoteAnswer } from "./remoteGet.ts";
import type { Signer } from "./signers.ts";

/** How many failures are remembered, and for how long: a peer that is away, a thing that is not there. */
const FAILURES = 2_000;
const AWAY_FOR = 60_000;
const ABSENT_FOR = 300_000;
/** In milliseconds, redirects included. Whoever shows a key waits for an answer. */
const timeouts: Readonly<Record<FetchPurpose, number>> = { content: 10_000, key: 5_000 };

interface Shared {
  readonly failures: ExpiringMap<CoreError>;
  readonly places: FetchPlaces;
  /** What we have decided ourselves: it says nothing of the other server, and is not remembered of it. */
  readonly decisions: WeakSet<CoreError>;
}

export class FetchGate {
  readonly #ctx: FederationContext;
  readonly #purpose: FetchPurpose;
  readonly #shared: Shared;

  constructor(
    ctx: FederationContext,
    purpose: FetchPurpose = "content",
    shared: Shared = {
      failures: new ExpiringMap(FAILURES, ctx.now),
      places: new FetchPlaces(),
      decisions: new WeakSet(),
    },
  ) {
    this.#ctx = ctx;
    this.#purpose = purpose;
    this.#shared = shared;
  }

  /** The same gate for the keys of those who ask something of us, and have shown nothing yet. */
  forKeys(): FetchGate {
    return new FetchGate(this.#ctx, "key", this.#shared);
  }

  /**
   * GET, with redirects.
   * @param signer `null`: nobody signs
   * @throws {CoreError} `NotFound` (or its host is suspended here), `Gone`, `RemoteUnavailable`, with
   * `retryAfterMillis` when it is we who fetch too much already
   */
  get(uri: string, accept: string, signer: Signer | null): Promise<RemoteAnswer> {
    const until = this.#ctx.now() + timeouts[this.#purpose];
    return remoteGet(this.#ctx, uri, { accept, signer, until }, (url, send) => this.#pass(url, send));
  }

  /**
   * What `look` finds, or the failure that it lately came to.
   * @param what names it among all that is looked for
   * @throws {CoreError} as `get`, whatever `look` throws
   */
  async remembering<R>(what: string, look: () => Promise<R>): Promise<R> {
    const { failures, decisions } = this.#shared;
    const before = failures.get(what);
    if (before !== undefined) throw before;
    try {
      return await look();
    } catch (cause) {
      const failure =
        cause instanceof CoreError
          ? cause
          : new CoreError("RemoteUnavailable", `${what} could not be read.`, { cause });
      if (!decisions.has(failure)) {
        failures.set(what, failure, failure.code === "RemoteUnavailable" ? AWAY_FOR : ABSENT_FOR);
      }
      throw failure;
    }
  }

  async #pass<R>(url: string, send: () => Promise<R>): Promise<R> {
    const host = hostOf(url) ?? "";
    const policy = await this.#ctx.store.view(INSTANCE, (view) => domainPolicy(view, host));
    if (policy === "suspend") throw this.#decided(new CoreError("NotFound", `${host} is suspended here.`));
    // A call that is a message of its own may end without a word: its place would never be free again.
    if (this.#ctx.separateMessages === true) return send();
    const leave = this.#shared.places.enter(host, this.#purpose);
    if (leave === undefined) {
      const retryAfterMillis = timeouts[this.#purpose];
      throw this.#decided(
        new CoreError("RemoteUnavailable", "Too many fetches are under way.", { retryAfterMillis }),
      );
    }
    try {
      return await send();
    } finally {
      leave();
    }
  }

  #decided(error: CoreError): CoreError {
    this.#shared.decisions.add(error);
    return error;
  }
}
