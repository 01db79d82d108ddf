/**
 * Fetches ActivityPub documents: only those that their own server serves as such, under the id that they claim
 * (GHSA-jhrq-qvrm-qr36, CVE-2024-23832).
 */

import { ActivityPubError, isActivityPubMediaType, LD_JSON, parse, type Entity } from "@mastic/activitypub";
import { sameOrigin } from "@mastic/validation";
import { CoreError } from "../error.ts";
import type { FederationContext } from "./context.ts";
import type { FetchGate } from "./fetchGate.ts";
import type { Documents } from "./gatherAccount.ts";
import { withoutFragment } from "./origin.ts";
import { MAX_DOCUMENT } from "./remoteGet.ts";
import type { Signers } from "./signers.ts";
import { decodeText } from "./text.ts";

const ACCEPT = `application/activity+json, ${LD_JSON}`;

export class DocumentFetcher implements Documents {
  readonly #ctx: FederationContext;
  readonly #signers: Signers;
  readonly #gate: FetchGate;
  readonly #inFlight = new Map<string, Promise<Entity>>();

  constructor(ctx: FederationContext, signers: Signers, gate: FetchGate) {
    this.#ctx = ctx;
    this.#signers = signers;
    this.#gate = gate;
  }

  /**
   * The document at `uri`. Its id is the URL that it came from, or, where it claims another id of the same origin, it
   * has been fetched once more from there.
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  fetch(uri: string): Promise<Entity> {
    const url = withoutFragment(uri);
    if (this.#ctx.separateMessages === true) return this.#remembering(url);
    const waiting = this.#inFlight.get(url);
    if (waiting !== undefined) return waiting;
    const fetching = this.#remembering(url).finally(() => this.#inFlight.delete(url));
    this.#inFlight.set(url, fetching);
    return fetching;
  }

  #remembering(url: string): Promise<Entity> {
    return this.#gate.remembering(url, () => this.#fetch(url));
  }

  async #fetch(url: string): Promise<Entity> {
    const first = await this.#read(url);
    if (first.id === first.url) return first.entity;
    if (!sameOrigin(first.id, first.url)) throw foreign(first.url, first.id);
    const second = await this.#read(first.id);
    if (second.id !== first.id || second.id !== second.url) throw foreign(second.url, second.id);
    return second.entity;
  }

  async #read(uri: string): Promise<{ url: string; id: string; entity: Entity }> {
    const { url, response } = await this.#gate.get(uri, ACCEPT, await this.#signers.instance());
    if (!isActivityPubMediaType(response.headers["content-type"])) {
      throw new CoreError("RemoteUnavailable", `${url} is no ActivityPub document.`);
    }
    if (response.body.length > MAX_DOCUMENT) throw new CoreError("RemoteUnavailable", `${url} is too large.`);
    const entity = readEntity(url, response.body);
    if (entity.id === null) throw new CoreError("RemoteUnavailable", `The document at ${url} has no id.`);
    return { url, id: entity.id, entity };
  }
}

function readEntity(url: string, body: Uint8Array): Entity {
  try {
    return parse(decodeText(body));
  } catch (cause) {
    if (cause instanceof ActivityPubError || cause instanceof TypeError) {
      throw new CoreError("RemoteUnavailable", `The document at ${url} cannot be read.`, { cause });
    }
    throw cause;
  }
}

function foreign(url: string, id: string): CoreError {
  return new CoreError("RemoteUnavailable", `The document at ${url} claims to be ${id}.`);
}
