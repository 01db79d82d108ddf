/** The GET routes of the boundary: which document a path names, who may have it, and in which form (spec 03: HTTP Endpoints). */

import { prefersActivityPub } from "@mastic/activitypub";
import type { HttpRequest, HttpResponse } from "../context.ts";
import { actorDocument, actorTombstone, instanceActorDocument } from "../document/actor.ts";
import { noteTombstone } from "../document/note.ts";
import { actorUrl, statusUrls } from "../document/urls.ts";
import { CoreError } from "../error.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { isListed } from "../schema/statuses.ts";
import { INSTANCE, type Owner } from "../store/store.ts";
import { refuse } from "./answer.ts";
import type { FederationContext } from "./context.ts";
import { domainPolicy } from "./domainPolicy.ts";
import { hostOf } from "./origin.ts";
import type { Requester, Requesters } from "./requesters.ts";
import { collection, inboxCollection } from "./routes/collections.ts";
import { discovery } from "./routes/discovery.ts";
import { readPath, readQuery, type NamedPath } from "./routes/path.ts";
import { document, gone } from "./routes/respond.ts";
import { findResident, mayBeShown } from "./routes/route.ts";
import { findStatus, findTombstone, statusDocument } from "./routes/status.ts";
import type { Signers } from "./signers.ts";

/** The asker is a person with a browser: the host renders this page. */
export type PageWanted =
  | { readonly page: "profile"; readonly handle: string }
  | { readonly page: "status"; readonly handle: string; readonly statusId: bigint };

/** A GET, with what was read of it already. */
interface Asked {
  readonly request: HttpRequest;
  readonly signedIn: Owner | undefined;
  readonly query: ReadonlyMap<string, string>;
}

export class DocumentRoutes {
  readonly #ctx: FederationContext;
  readonly #signers: Signers;
  readonly #requesters: Requesters;

  constructor(ctx: FederationContext, signers: Signers, requesters: Requesters) {
    this.#ctx = ctx;
    this.#signers = signers;
    this.#requesters = requesters;
  }

  /**
   * @param signedIn the local user whom the host knows to ask
   * @returns `undefined` when the path names nothing of the Federation's
   */
  async get(request: HttpRequest, signedIn?: Owner): Promise<HttpResponse | PageWanted | undefined> {
    const mark = request.url.indexOf("?");
    const path = mark < 0 ? request.url : request.url.slice(0, mark);
    const query = mark < 0 ? "" : request.url.slice(mark + 1);
    const found = await discovery(this.#ctx, path, query);
    if (found !== undefined) return found;
    if (path === "/actor" || path.startsWith("/actor/")) return this.#instanceActor(request, path);
    if (path === "/inbox") return refuse(405, "Activities are posted here.");
    const name = readPath(path);
    if (name === undefined) return undefined;
    const isPage = name.part === "" && !wantsDocument(request);
    if (isPage) return pageOf(name);
    // Their spelling in capitals, and what has no document form, belong to the pages too.
    if (name.isPageUrl && name.part !== "") return undefined;
    try {
      return await this.#document({ request, signedIn, query: readQuery(query) }, name);
    } catch (error) {
      if (error instanceof CoreError && error.code === "Unauthorized") return refuse(401, error.message);
      throw error;
    }
  }

  async #instanceActor(request: HttpRequest, path: string): Promise<HttpResponse | undefined> {
    if (path !== "/actor")
      return path === "/actor/inbox" ? refuse(405, "Activities are posted here.") : undefined;
    const { publicKeyPem } = await this.#signers.instance();
    // Open in secure mode too: whoever verifies our signatures must be able to read the key.
    return document(this.#ctx, request, instanceActorDocument(this.#ctx.instance, publicKeyPem), true);
  }

  async #document(asked: Asked, name: NamedPath): Promise<HttpResponse> {
    const ctx = this.#ctx;
    const { request, query } = asked;
    const resident = await findResident(ctx, name.handle);
    if (resident.kind === "unknown") return refuse(404, "There is no such account.");
    if (resident.kind === "deleted") {
      return gone(actorTombstone(actorUrl(ctx.instance.origin, name.handle), resident.deletedAt));
    }
    const { account } = resident;
    if (ctx.instance.authorizedFetch) {
      const requester = await this.#requesters.of(request, asked.signedIn);
      if (requester.uri === undefined) return refuse(401, "Sign this request.");
      if (await this.#isSuspended(requester)) return refuse(403, "This host is suspended here.");
    }
    if (name.statusId !== null) return this.#status(asked, account, name.statusId, name.part);
    if (name.part === "") return document(ctx, request, actorDocument(ctx.instance, account), true);
    if (account.suspended) return refuse(403, "This account is suspended.");
    if (name.part === "inbox") {
      const requester = await this.#requesters.of(request, asked.signedIn);
      if (requester.account?.id !== account.id) return refuse(401, "Only its owner reads an inbox.");
      return document(ctx, request, await inboxCollection(ctx, account, query), false);
    }
    const found = await collection(ctx, account, name.part, query);
    return found === undefined
      ? refuse(404, "There is no such collection.")
      : document(ctx, request, found, true);
  }

  async #status(asked: Asked, author: AccountRow, id: bigint, part: string): Promise<HttpResponse> {
    const { request, signedIn, query } = asked;
    const missing = refuse(404, "There is no such status.");
    if (author.suspended) return missing;
    const status = await findStatus(this.#ctx, author, id);
    if (status === undefined) return (await this.#tombstone(asked, author, id, part)) ?? missing;
    const isPublic = isListed(status.visibility);
    // Who asks matters only where not everybody may see it: a signature costs a fetch of its key.
    if (!isPublic || this.#ctx.instance.authorizedFetch) {
      const requester = await this.#requesters.of(request, signedIn);
      if (!(await mayBeShown(this.#ctx, author, status, requester))) return missing;
    }
    const found = await statusDocument(this.#ctx, author, status, part, query);
    if (found === undefined) return missing;
    return document(this.#ctx, request, found, isPublic);
  }

  /** 410 where there was a status that the asker might have seen. */
  async #tombstone(
    { request, signedIn }: Asked,
    author: AccountRow,
    id: bigint,
    part: string,
  ): Promise<HttpResponse | undefined> {
    const ctx = this.#ctx;
    const left = await findTombstone(ctx, author, id);
    if (left === undefined || (part !== "" && part !== "activity")) return undefined;
    if (ctx.instance.authorizedFetch) {
      const requester = await this.#requesters.of(request, signedIn);
      if (!(await mayBeShown(ctx, author, { ...left, mentions: [] }, requester))) return undefined;
    }
    return gone(noteTombstone(statusUrls(ctx.instance.origin, author.username, id).uri, left.deletedAt));
  }

  /** In secure mode, what a suspended host or account asks for is refused. */
  async #isSuspended({ account, uri }: Requester): Promise<boolean> {
    if (account?.suspended === true) return true;
    const host = uri === undefined ? undefined : hostOf(uri);
    if (host === undefined) return false;
    return (await this.#ctx.store.view(INSTANCE, (view) => domainPolicy(view, host))) === "suspend";
  }
}

function pageOf({ handle, statusId }: NamedPath): PageWanted {
  return statusId === null ? { page: "profile", handle } : { page: "status", handle, statusId };
}

function wantsDocument({ headers }: HttpRequest): boolean {
  const { accept } = headers;
  return prefersActivityPub(accept) || accept?.trim().toLowerCase() === "application/json";
}
