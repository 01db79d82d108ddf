/** Addresses of people elsewhere, checked both ways: the address names the actor, the actor names the address (RFC 7033). */

import type { Actor } from "@mastic/activitypub";
import { foldUserpart } from "@mastic/validation";
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
import type { AddressBook } from "./gatherAccount.ts";
import { hostOf } from "./origin.ts";
import { remoteGet } from "./remoteGet.ts";

export interface Address {
  /** `bob@host`, as accounts keep it. */
  readonly acct: string;
  readonly actorUri: string;
}

export class Addresses implements AddressBook {
  readonly #ctx: FederationContext;

  constructor(ctx: FederationContext) {
    this.#ctx = ctx;
  }

  /**
   * Where the actor of an address is, by its own host's word.
   * @param address `bob@host`, with or without a leading `@`
   * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
   */
  async find(address: string): Promise<Address> {
    const scheme = this.#ctx.instance.origin.startsWith("http:") ? "http" : "https";
    const found = await reporting(() => this.#lookup(address, scheme));
    return { acct: writeAcct(found.subject), actorUri: found.actorUri };
  }

  /**
   * The address of an actor whose document was fetched at its id.
   * @throws {CoreError} `RemoteUnavailable` when the two do not name each other
   */
  async confirm(actor: Actor): Promise<string> {
    const scheme = actor.id.startsWith("http:") ? "http" : "https";
    const names: ActorNames = {
      id: actor.id,
      preferredUsername: actor.preferredUsername ?? undefined,
      webfinger: actor.webfinger ?? undefined,
    };
    try {
      return await reporting(async () => {
        const found = await this.#lookup(acctOfActor(names), scheme);
        checkActorAccount(names, found);
        return writeAcct(found.subject);
      });
    } catch (error) {
      // The actors of servers themselves often have no address; nobody can be taken for them.
      const host = hostOf(actor.id);
      if (actor.type !== "Application" || host === undefined) throw error;
      return `${foldUserpart(actor.preferredUsername ?? host)}@${host}`;
    }
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
    const { response } = await remoteGet(this.#ctx, request.url, request.headers["accept"] ?? "*/*", null);
    return { ...response, status: 200 };
  }
}

function writeAcct(acct: Acct): string {
  return `${foldUserpart(acct.user)}@${acct.host}`;
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
