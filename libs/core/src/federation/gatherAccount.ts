/** Gathers accounts: from the store while they are fresh, else from the server that answers for them. */

import type { Actor, Entity } from "@mastic/activitypub";
import { Acct } from "@mastic/validation";
import { effect } from "../effects.ts";
import { CoreError } from "../error.ts";
import { storeAccount } from "../receive/storeAccount.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { INSTANCE } from "../store/store.ts";
import type { Address } from "./addresses.ts";
import { actorUrl } from "../document/urls.ts";
import { livesHere, type HomeContext } from "./context.ts";
import { readLocalUri } from "./localUri.ts";
import { isOurs } from "./origin.ts";

const STALE_AFTER = 24 * 3_600_000;

/** Where documents that are not here come from. */
export interface Documents {
  /**
   * What the server of this id serves there.
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  fetch(uri: string): Promise<Entity>;
}

/** Where it is found out who has which address. */
export interface AddressBook {
  /**
   * @param address `bob@host`, with or without a leading `@`
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  find(address: string): Promise<Address>;
  /**
   * The address of an actor whose document was fetched at its id; of a user of this node, the handle alone.
   * @throws {CoreError} `RemoteUnavailable` when the two do not name each other
   */
  confirm(actor: Actor): Promise<string>;
}

/** An actor's document, fetched at its id, with the address that names it. */
export interface FetchedActor {
  readonly actor: Actor;
  readonly acct: string;
}

export class AccountGatherer {
  readonly #ctx: HomeContext;
  readonly #documents: Documents;
  readonly #addresses: AddressBook;

  constructor(ctx: HomeContext, documents: Documents, addresses: AddressBook) {
    this.#ctx = ctx;
    this.#documents = documents;
    this.#addresses = addresses;
  }

  /** As `Gather.account`. */
  async account(reference: string): Promise<AccountRow> {
    return reference.includes("://") ? this.#accountByUri(reference) : this.#accountByAddress(reference);
  }

  /** The document at an id. @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable` */
  document(uri: string): Promise<Entity> {
    return this.#documents.fetch(uri);
  }

  /** Reads an actor's document anew, whatever its age here, and keeps it. @throws {CoreError} as `account` */
  async refresh(uri: string): Promise<AccountRow> {
    if (this.#isHere(uri)) return this.#accountByUri(uri);
    return this.#keep(await this.fetchActor(uri));
  }

  /**
   * An actor's document with its confirmed address; nothing is stored.
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  async fetchActor(uri: string): Promise<FetchedActor> {
    const actor = await this.document(uri);
    if (actor.kind !== "actor") throw new CoreError("NotFound", `${uri} is no actor.`);
    return { actor, acct: await this.addressOf(actor) };
  }

  /**
   * The address of an actor whose document was fetched at its id: as it is known, or confirmed.
   * @throws {CoreError} `RemoteUnavailable` when the two do not name each other
   */
  async addressOf(actor: Actor): Promise<string> {
    const known = await this.#find(actor.id);
    const isNamedAsBefore = known !== undefined && known.username === actor.preferredUsername;
    return isNamedAsBefore ? known.acct : this.#addresses.confirm(actor);
  }

  async #accountByUri(uri: string): Promise<AccountRow> {
    const known = await this.#find(uri);
    if (this.#isHere(uri)) return known ?? this.#localAccount(uri);
    if (known !== undefined && livesHere(this.#ctx, known)) return known;
    if (known === undefined && isOurs(this.#ctx.instance, uri)) return this.#neighbour(uri);
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
    if (isLocal && this.#ctx.home !== undefined && known === undefined) {
      return this.#accountByUri(actorUrl(this.#ctx.instance.origin, stored));
    }
    if (isLocal && (this.#ctx.home === undefined || known?.id === this.#ctx.home)) {
      if (known === undefined) throw new CoreError("NotFound", `There is no ${reference} here.`);
      return known;
    }
    if (known !== undefined) return this.#accountByUri(known.uri);
    const { actorUri } = await this.#addresses.find(acct);
    return this.#accountByUri(actorUri);
  }

  async #localAccount(uri: string): Promise<AccountRow> {
    const path = readLocalUri(this.#ctx.instance, uri);
    if (path === undefined || path.statusId !== null)
      throw new CoreError("NotFound", `${uri} is no account.`);
    return this.#accountByAddress(path.handle);
  }

  /** Another user of this node, where each has a store of their own: by the actor's id, or by the page's address. */
  async #neighbour(uri: string): Promise<AccountRow> {
    const path = readLocalUri(this.#ctx.instance, uri);
    if (path === undefined || path.statusId !== null)
      throw new CoreError("NotFound", `${uri} is no account.`);
    const id = actorUrl(this.#ctx.instance.origin, path.handle);
    return id === uri ? this.refresh(uri) : this.#accountByUri(id);
  }

  /** Whether all that this id can name is in this store. */
  #isHere(uri: string): boolean {
    return this.#ctx.home === undefined && isOurs(this.#ctx.instance, uri);
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
          { kind: "receive", payload: { activityUri: id, actorUri: account.uri, inboxOf: null } },
          { key: id, body: { id: null, content: JSON.stringify(activity) } },
        ),
      );
    });
  }
}
