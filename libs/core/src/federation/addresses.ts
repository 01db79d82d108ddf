/** Addresses of people elsewhere, checked both ways: the address names the actor, the actor names the address (RFC 7033). */

import type { Actor } from "@mastic/activitypub";
import { Acct as KeptAcct, foldUserpart } from "@mastic/validation";
import {
  acctOfActor,
  checkActorAccount,
  readWebFinger,
  WebFingerError,
  webfingerRequest,
  type Acct,
  type ActorNames,
  type LookupRequest,
} from "@mastic/webfinger";
import { CoreError } from "../error.ts";
import type { FederationContext } from "./context.ts";
import type { FetchGate } from "./fetchGate.ts";
import type { AddressBook } from "./gatherAccount.ts";
import { hostOf } from "./origin.ts";

export interface Address {
  /** `bob@host`, as accounts keep it. */
  readonly acct: string;
  readonly actorUri: string;
}

export class Addresses implements AddressBook {
  readonly #ctx: FederationContext;

  readonly #gate: FetchGate;

  constructor(ctx: FederationContext, gate: FetchGate) {
    this.#ctx = ctx;
    this.#gate = gate;
  }

  /**
   * Where the actor of an address is, by its own host's word.
   * @param address `bob@host`, with or without a leading `@`
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`, also when the host calls it what nobody could write
   */
  async find(address: string): Promise<Address> {
    const scheme = this.#ctx.instance.origin.startsWith("http:") ? "http" : "https";
    const found = await this.#gate.remembering(`The address ${address}`, () =>
      reporting(() => this.#lookup(address, scheme)),
    );
    return { acct: writeAcct(found.subject), actorUri: found.actorUri };
  }

  /**
   * The address of an actor whose document was fetched at its id.
   * @throws {CoreError} `RemoteUnavailable` when the two do not name each other, or by a name that nobody could write
   */
  async confirm(actor: Actor): Promise<string> {
    const scheme = actor.id.startsWith("http:") ? "http" : "https";
    const names: ActorNames = {
      id: actor.id,
      preferredUsername: actor.preferredUsername ?? undefined,
      webfinger: actor.webfinger ?? undefined,
    };
    try {
      const said = `${names.preferredUsername ?? ""} ${names.webfinger ?? ""}`;
      return await this.#gate.remembering(`The address of ${actor.id}, ${said},`, () =>
        reporting(() => this.#confirm(names, scheme)),
      );
    } catch (error) {
      // We were too busy to ask.
      if (error instanceof CoreError && error.retryAfterMillis !== undefined) throw error;
      // The actors of servers themselves often have no address; nobody can be taken for them.
      const host = hostOf(actor.id);
      if (actor.type !== "Application" || host === undefined) throw error;
      return writeAcct({ user: actor.preferredUsername ?? host, host });
    }
  }

  async #confirm(names: ActorNames, scheme: "https" | "http"): Promise<string> {
    const acct = acctOfActor(names);
    // Whatever actor says that it has this address: where nobody answers, one of them has found that out for all.
    const found = await this.#gate.remembering(`The address ${writeAcct(acct)}`, () =>
      reporting(() => this.#lookup(acct, scheme)),
    );
    checkActorAccount(names, found);
    return writeAcct(found.subject);
  }

  async #lookup(
    account: string | Acct,
    scheme: "https" | "http",
  ): Promise<{ subject: Acct; actorUri: string }> {
    const first = readWebFinger(await this.#get(webfingerRequest(account, { scheme })), {
      acct: account,
      scheme,
    });
    if (first.confirm === undefined) return first;
    const { subject, actorUri } = first;
    return readWebFinger(await this.#get(first.confirm), { acct: subject, actorUri, scheme });
  }

  async #get(request: LookupRequest) {
    const { response } = await this.#gate.get(request.url, request.headers["accept"] ?? "*/*", null);
    return { ...response, status: 200 };
  }
}

/**
 * WebFinger has names that no mention can have: some that look like another's, by a second `@` or invisible characters,
 * some without end. A server's own actor goes by its host, and a host may have a port.
 * @throws {CoreError} `RemoteUnavailable`
 */
function writeAcct({ user, host }: Acct): string {
  const acct = `${foldUserpart(user)}@${host}`;
  if (user !== host && !KeptAcct.is(acct)) {
    throw new CoreError("RemoteUnavailable", `An account of ${host} has no name that can be written.`);
  }
  return acct;
}

async function reporting<R>(look: () => Promise<R>): Promise<R> {
  try {
    return await look();
  } catch (cause) {
    if (!(cause instanceof WebFingerError)) throw cause;
    const code = cause.code === "not_found" || cause.kind === "input" ? "NotFound" : "RemoteUnavailable";
    throw new CoreError(code, cause.message, { cause });
  }
}
