/** What is not in this home: documents and addresses, which the Federation fetches, from other servers and other homes. */

import { parse, type Actor, type Entity } from "@mastic/activitypub";
import { CoreError, type Address, type AddressBook, type Documents } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/federation.did.ts";
import { CallError } from "../engine/call.ts";
import { ic } from "../engine/system.ts";
import { remote } from "../frame/remote.ts";

const call = remote<bindings._SERVICE>(bindings);
/** How many actors are remembered with the addresses that the Federation has confirmed. */
const CONFIRMED = 1_000;

export class Elsewhere implements Documents, AddressBook {
  readonly #federation: Principal;
  readonly #host: string;
  readonly #confirmed = new Map<string, string>();

  /** @param host of the instance: its own users have no other */
  constructor(federation: Principal, host: string) {
    this.#federation = federation;
    this.#host = host;
  }

  async fetch(uri: string): Promise<Entity> {
    const reply = await this.#ask(() => call(this.#federation, "fetch_document", [{ uri }]));
    if ("Err" in reply) throw refusalOf(reply.Err, uri);
    const entity = parse(reply.Ok.document_json);
    const [acct] = reply.Ok.acct;
    if (entity.kind === "actor" && acct !== undefined) this.#remember(entity.id, acct);
    return entity;
  }

  async find(address: string): Promise<Address> {
    const reply = await this.#ask(() => call(this.#federation, "resolve_address", [{ address }]));
    if ("Err" in reply) throw refusalOf(reply.Err, address);
    return { acct: reply.Ok.acct, actorUri: reply.Ok.actor_uri };
  }

  async confirm(actor: Actor): Promise<string> {
    const acct = this.#confirmed.get(actor.id);
    if (acct === undefined) throw new CoreError("RemoteUnavailable", `${actor.id} has no address.`);
    return acct.endsWith(`@${this.#host}`) ? acct.slice(0, -this.#host.length - 1) : acct;
  }

  #remember(uri: string, acct: string): void {
    if (this.#confirmed.size >= CONFIRMED) this.#confirmed.clear();
    this.#confirmed.set(uri, acct);
  }

  /** Queries call nobody: what they lack is as if it could not be reached. */
  async #ask<R>(run: () => Promise<R>): Promise<R> {
    if (!ic.inReplicatedExecution()) throw new CoreError("RemoteUnavailable", "A query asks nobody.");
    try {
      return await run();
    } catch (cause) {
      if (!(cause instanceof CallError) || cause.code === "trapped") throw cause;
      throw new CoreError("RemoteUnavailable", cause.message, { cause });
    }
  }
}

function refusalOf(error: bindings.FetchDocumentError, what: string): CoreError {
  if ("NotFound" in error) return new CoreError("NotFound", `There is no ${what}.`);
  if ("Gone" in error) return new CoreError("Gone", `${what} has been deleted.`);
  return new CoreError(
    "RemoteUnavailable",
    "Unauthorized" in error ? "We are not known." : error.RemoteUnavailable,
  );
}
