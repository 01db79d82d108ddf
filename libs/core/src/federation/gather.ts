/** Gathers statuses, with their authors and whom they mention: from the store, else from the server that answers for them. */

import { type Actor, type ContentObject, type Entity, idOf } from "@mastic/activitypub";
import type { Gather } from "../context.ts";
import { CoreError } from "../error.ts";
import { isBy } from "../receive/check.ts";
import { hiddenParentAuthor } from "../receive/hiddenParent.ts";
import { storeStatus } from "../receive/storeStatus.ts";
import { toStatus } from "../receive/toStatus.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import type { HomeContext } from "./context.ts";
import type { AccountGatherer, FetchedActor } from "./gatherAccount.ts";
import { readLocalUri } from "./localUri.ts";
import { isOurs } from "./origin.ts";

/** How many unknown people one status may make us look up. */
const MENTIONS_FETCHED = 5;

export class Gatherer implements Gather {
  readonly #ctx: HomeContext;
  readonly #accounts: AccountGatherer;

  constructor(ctx: HomeContext, accounts: AccountGatherer) {
    this.#ctx = ctx;
    this.#accounts = accounts;
  }

  account(reference: string): Promise<AccountRow> {
    return this.#accounts.account(reference);
  }

  async status(uri: string): Promise<StatusRow> {
    return (await this.#knownStatus(uri)) ?? this.fetchStatus(uri, 0);
  }

  /** The status with this id, if it is here. */
  known(uri: string): Promise<StatusRow | undefined> {
    return this.#ctx.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
  }

  /** The document at an id. @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable` */
  document(uri: string): Promise<Entity> {
    return this.#accounts.document(uri);
  }

  /** Reads an actor's document anew, whatever its age here, and keeps it. @throws {CoreError} as `account` */
  refresh(uri: string): Promise<AccountRow> {
    return this.#accounts.refresh(uri);
  }

  /** An actor's document with its confirmed address; nothing is stored. @throws {CoreError} as `account` */
  fetchActor(uri: string): Promise<FetchedActor> {
    return this.#accounts.fetchActor(uri);
  }

  /** The address of an actor whose document was fetched at its id. @throws {CoreError} `RemoteUnavailable` */
  addressOf(actor: Actor): Promise<string> {
    return this.#accounts.addressOf(actor);
  }

  /**
   * Fetches a status and keeps it, with its author and whom it mentions.
   * @param depth how many steps up a thread led here
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  async fetchStatus(uri: string, depth: number): Promise<StatusRow> {
    const object = await this.#content(uri);
    const id = object.id ?? uri;
    const known = await this.known(id);
    if (known !== undefined) return known;
    const authorUri = object.authors.find((author) => isBy(object, author));
    if (authorUri === undefined) throw new CoreError("RemoteUnavailable", `${uri} is not its author's.`);
    const author = await this.account(authorUri);
    if (author.suspended) throw new CoreError("NotFound", `The author of ${uri} is suspended.`);
    const draft = toStatus(object, author, await this.mentioned(object), this.#ctx.now());
    if (draft === undefined) throw new CoreError("NotFound", `${uri} is no status.`);
    const hiddenFrom = await hiddenParentAuthor(this.#ctx, author, draft.inReplyToUri);
    const kept = hiddenFrom === undefined ? draft : { ...draft, inReplyToUri: null };
    const row = await this.#ctx.store.turn(INSTANCE, (turn) => storeStatus(turn, author, kept, depth));
    if (row === undefined) throw new CoreError("Gone", `${uri} has been deleted.`);
    return row;
  }

  /** The accounts behind the Mention tags: those known here, and a few that are not. */
  async mentioned(object: ContentObject): Promise<Map<string, AccountRow>> {
    const uris = [...new Set(object.tags.mentions.map((mention) => mention.href))].slice(0, 100);
    const found = new Map<string, AccountRow>();
    if (uris.length === 0) return found;
    await this.#ctx.store.view(INSTANCE, async (view) => {
      for (const uri of uris) {
        const row = await view.find(accounts, "uri", { uri });
        if (row !== undefined) found.set(uri, row);
      }
    });
    const isElsewhere = (uri: string): boolean =>
      this.#ctx.home !== undefined || !isOurs(this.#ctx.instance, uri);
    const unknown = uris.filter((uri) => !found.has(uri) && isElsewhere(uri));
    const looked = unknown.slice(0, MENTIONS_FETCHED).map((uri) => this.#reachable(uri));
    for (const row of await Promise.all(looked)) if (row !== undefined) found.set(row.uri, row);
    return found;
  }

  /** Somebody who cannot be reached stays a link in the text. */
  async #reachable(uri: string): Promise<AccountRow | undefined> {
    try {
      const row = await this.account(uri);
      return row.uri === uri ? row : undefined;
    } catch (error) {
      if (error instanceof CoreError && error.retryAfterMillis === undefined) return undefined;
      throw error;
    }
  }

  async #knownStatus(uri: string): Promise<StatusRow | undefined> {
    const known = await this.known(uri);
    if (known !== undefined || !isOurs(this.#ctx.instance, uri)) return known;
    const id = readLocalUri(this.#ctx.instance, uri)?.statusId ?? null;
    const row =
      id === null ? undefined : await this.#ctx.store.view(INSTANCE, (view) => view.get(statuses, { id }));
    if (row !== undefined && (this.#ctx.home === undefined || row.accountId === this.#ctx.home)) return row;
    // Where each user has a store of their own, another home has it.
    if (this.#ctx.home !== undefined && (await this.#isNeighbours(uri))) return undefined;
    throw new CoreError("NotFound", `${uri} is not here.`);
  }

  async #isNeighbours(uri: string): Promise<boolean> {
    const { home, instance, store } = this.#ctx;
    const handle = readLocalUri(instance, uri)?.handle;
    if (home === undefined || handle === undefined) return false;
    const self = await store.view(home, (view) => view.get(accounts, { id: home }));
    return self?.username !== handle;
  }

  async #content(uri: string): Promise<ContentObject> {
    let entity = await this.document(uri);
    if (entity.kind === "activity" && entity.type === "Create") {
      const id = idOf(entity.object);
      if (id !== null) entity = await this.document(id);
    }
    if (entity.kind === "content") return entity;
    throw new CoreError(entity.kind === "tombstone" ? "Gone" : "NotFound", `${uri} is no status.`);
  }
}
