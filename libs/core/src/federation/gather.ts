/** Gathers accounts and statuses: from the store while they are fresh, else from the server that answers for them. */

import { type Actor, type ContentObject, type Entity, idOf } from "@mastic/activitypub";
import { Acct } from "@mastic/validation";
import type { Gather } from "../context.ts";
import { effect } from "../effects.ts";
import { CoreError } from "../error.ts";
import { isBy } from "../receive/check.ts";
import { storeAccount } from "../receive/storeAccount.ts";
import { storeStatus } from "../receive/storeStatus.ts";
import { toStatus } from "../receive/toStatus.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { hosts } from "../schema/instance.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import type { Addresses } from "./addresses.ts";
import type { FederationContext } from "./context.ts";
import type { DocumentFetcher } from "./fetchDocument.ts";
import { readLocalUri } from "./localUri.ts";
import { hostOf, isOurs } from "./origin.ts";

const STALE_AFTER = 24 * 3_600_000;
/** How many unknown people one status may make us look up. */
const MENTIONS_FETCHED = 5;

/** An actor's document, fetched at its id, with the address that names it. */
export interface FetchedActor {
  readonly actor: Actor;
  readonly acct: string;
}

export class Gatherer implements Gather {
  readonly #ctx: FederationContext;
  readonly #documents: DocumentFetcher;
  readonly #addresses: Addresses;

  constructor(ctx: FederationContext, documents: DocumentFetcher, addresses: Addresses) {
    this.#ctx = ctx;
    this.#documents = documents;
    this.#addresses = addresses;
  }

  async account(reference: string): Promise<AccountRow> {
    return reference.includes("://") ? this.#accountByUri(reference) : this.#accountByAddress(reference);
  }

  async status(uri: string): Promise<StatusRow> {
    return (await this.#knownStatus(uri)) ?? this.fetchStatus(uri, 0);
  }

  /** The status with this id, if it is here. */
  known(uri: string): Promise<StatusRow | undefined> {
    return this.#ctx.store.view(INSTANCE, (view) => view.find(statuses, "uri", { uri }));
  }

  /** The document at an id. @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable` */
  async document(uri: string): Promise<Entity> {
    await this.#checkHost(uri);
    return this.#documents.fetch(uri);
  }

  /** Reads an actor's document anew, whatever its age here, and keeps it. @throws {CoreError} as `account` */
  async refresh(uri: string): Promise<AccountRow> {
    if (isOurs(this.#ctx.instance, uri)) return this.#accountByUri(uri);
    return this.#keep(await this.fetchActor(uri));
  }

  /**
   * An actor's document with its confirmed address; nothing is stored.
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  async fetchActor(uri: string): Promise<FetchedActor> {
    const actor = await this.document(uri);
    if (actor.kind !== "actor") throw new CoreError("NotFound", `${uri} is no actor.`);
    const known = await this.#find(actor.id);
    const isNamedAsBefore = known !== undefined && known.username === actor.preferredUsername;
    return { actor, acct: isNamedAsBefore ? known.acct : await this.#addresses.confirm(actor) };
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
    const row = await this.#ctx.store.turn(INSTANCE, (turn) => storeStatus(turn, author, draft, depth));
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
    const unknown = uris.filter((uri) => !found.has(uri) && !isOurs(this.#ctx.instance, uri));
    for (const uri of unknown.slice(0, MENTIONS_FETCHED)) {
      // Somebody who cannot be reached stays a link in the text.
      const row = await this.account(uri).catch(() => undefined);
      if (row?.uri === uri) found.set(uri, row);
    }
    return found;
  }

  async #accountByUri(uri: string): Promise<AccountRow> {
    const known = await this.#find(uri);
    if (isOurs(this.#ctx.instance, uri)) return known ?? this.#localAccount(uri);
    if (known !== undefined && known.fetchedAt > this.#ctx.now() - STALE_AFTER) return known;
    try {
      return await this.refresh(uri);
    } catch (error) {
      if (known === undefined || !(error instanceof CoreError)) throw error;
      if (error.code === "Gone") await this.#forget(known);
      else if (error.code === "RemoteUnavailable") return known;
      throw error;
    }
  }

  async #accountByAddress(reference: string): Promise<AccountRow> {
    const address = reference.startsWith("@") ? reference.slice(1) : reference;
    const at = address.lastIndexOf("@");
    const acct = Acct.sanitize(at < 0 ? `${address}@${this.#ctx.instance.host}` : address);
    if (!Acct.is(acct)) throw new CoreError("NotFound", `${reference} is no address.`);
    const host = acct.slice(acct.lastIndexOf("@") + 1);
    const isLocal = host === this.#ctx.instance.host;
    const stored = isLocal ? acct.slice(0, acct.lastIndexOf("@")) : acct;
    const { rows } = await this.#ctx.store.view(INSTANCE, (view) =>
      view.scan(accounts, { index: "byAcct", equals: { acct: stored }, limit: 1 }),
    );
    const known = rows[0];
    if (isLocal) {
      if (known === undefined) throw new CoreError("NotFound", `There is no ${reference} here.`);
      return known;
    }
    if (known !== undefined) return this.#accountByUri(known.uri);
    await this.#checkHost(`https://${host}/`);
    const { actorUri } = await this.#addresses.find(acct);
    return this.#accountByUri(actorUri);
  }

  async #localAccount(uri: string): Promise<AccountRow> {
    const path = readLocalUri(this.#ctx.instance, uri);
    if (path === undefined || path.statusId !== null)
      throw new CoreError("NotFound", `${uri} is no account.`);
    return this.#accountByAddress(path.handle);
  }

  async #knownStatus(uri: string): Promise<StatusRow | undefined> {
    const known = await this.known(uri);
    if (known !== undefined || !isOurs(this.#ctx.instance, uri)) return known;
    const id = readLocalUri(this.#ctx.instance, uri)?.statusId ?? null;
    const row =
      id === null ? undefined : await this.#ctx.store.view(INSTANCE, (view) => view.get(statuses, { id }));
    if (row === undefined) throw new CoreError("NotFound", `${uri} is not here.`);
    return row;
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

  #find(uri: string): Promise<AccountRow | undefined> {
    return this.#ctx.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
  }

  #keep({ actor, acct }: FetchedActor): Promise<AccountRow> {
    return this.#ctx.store.turn(INSTANCE, (turn) => storeAccount(turn, actor, acct));
  }

  /** Its own server says that it is gone: the same as a Delete from it. */
  async #forget(account: AccountRow): Promise<void> {
    const id = `${account.uri}#gone`;
    const activity = { id, type: "Delete", actor: account.uri, object: account.uri };
    await this.#ctx.store.turn(INSTANCE, async (turn) => {
      turn.emit(
        effect(
          { kind: "receive", payload: { actorUri: account.uri, inboxOf: null } },
          { key: id, body: { id, content: JSON.stringify(activity) } },
        ),
      );
    });
  }

  /** Nothing is taken from a host that our moderators have suspended. */
  async #checkHost(uri: string): Promise<void> {
    const host = hostOf(uri);
    if (host === undefined) throw new CoreError("NotFound", `${uri} is nothing to fetch.`);
    const policy = await this.#ctx.store.view(INSTANCE, (view) => view.get(hosts, { host }));
    if (policy?.policy === "suspend") throw new CoreError("NotFound", `${host} is suspended here.`);
  }
}
