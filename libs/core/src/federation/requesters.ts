/** Who asks, where that decides what may be shown: by a signature (spec 03: Secure Mode), or signed in (ActivityPub, section 5.2). */

import { keyDocumentUrl } from "@mastic/http-signatures";
import type { HttpRequest } from "../context.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { INSTANCE, type Owner } from "../store/store.ts";
import { reading, unauthorized } from "./actorKeys.ts";
import type { Authenticator } from "./authenticate.ts";
import type { FederationContext } from "./context.ts";
import { ExpiringMap } from "./expiringMap.ts";
import type { Gatherer } from "./gather.ts";
import { isOurs } from "./origin.ts";

/** How many key ids are remembered with their owners, and for how long. */
const OWNERS = 2_000;
const REMEMBERED_FOR = 600_000;

/** Who asks: an account known here, somebody unknown who could prove to be `uri`, or nobody. */
export interface Requester {
  readonly account: AccountRow | undefined;
  /** The actor who has shown to be the one that asks; `undefined` for nobody. */
  readonly uri: string | undefined;
}

const nobody: Requester = { account: undefined, uri: undefined };

export class Requesters {
  readonly #ctx: FederationContext;
  readonly #gather: Gatherer;
  readonly #authenticator: Authenticator;
  readonly #owners: ExpiringMap<string>;

  constructor(ctx: FederationContext, gather: Gatherer, authenticator: Authenticator) {
    this.#ctx = ctx;
    this.#gather = gather;
    this.#authenticator = authenticator;
    this.#owners = new ExpiringMap(OWNERS, ctx.now);
  }

  /**
   * @param signedIn the local user whom the host knows to ask
   * @throws {CoreError} `Unauthorized` when there is a signature and it does not hold
   */
  async of(request: HttpRequest, signedIn?: Owner): Promise<Requester> {
    if (signedIn !== undefined) {
      const account = await this.#ctx.store.view(INSTANCE, (view) => view.get(accounts, { id: signedIn }));
      return { account, uri: account?.uri };
    }
    if (!isSigned(request)) return nobody;
    const parsed = this.#authenticator.parse(request);
    const uri = await this.#ownerOf(parsed.keyId);
    const account = await this.#known(uri);
    await this.#authenticator.verify(request, parsed, uri, account);
    return { account, uri };
  }

  /** As `of`, for what is shown to nobody elsewhere: whose key is of another server is nobody here, and is not read. */
  async ownOf(request: HttpRequest, signedIn?: Owner): Promise<Requester> {
    if (signedIn === undefined) {
      if (!isSigned(request)) return nobody;
      const { keyId } = this.#authenticator.parse(request);
      if (!isOurs(this.#ctx.instance, keyId)) return nobody;
    }
    return this.of(request, signedIn);
  }

  /** Whose key it says it is: the document without the fragment, or, where that is the key alone, the owner it names. */
  async #ownerOf(keyId: string): Promise<string> {
    const url = keyDocumentUrl(keyId);
    if (url !== keyId || (await this.#known(url)) !== undefined) return url;
    const remembered = this.#owners.get(keyId);
    if (remembered !== undefined) return remembered;
    const document = await reading(() => this.#gather.document(url));
    const owner = document.kind === "actor" ? document.id : document.raw["owner"];
    if (typeof owner !== "string") throw unauthorized("The key names no owner.");
    this.#owners.set(keyId, owner, REMEMBERED_FOR);
    return owner;
  }

  #known(uri: string): Promise<AccountRow | undefined> {
    return this.#ctx.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
  }
}

function isSigned({ headers: { signature, authorization } }: HttpRequest): boolean {
  return signature !== undefined || authorization?.toLowerCase().startsWith("signature ") === true;
}
