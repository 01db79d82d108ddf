/** What a home shows of itself: the actor, its collections, its statuses, each to who may have it (spec 03: HTTP Endpoints). */

import { buildOrderedCollection } from "@mastic/activitypub";
import type { HttpRequest, HttpResponse } from "../context.ts";
import { actorDocument, actorTombstone } from "../document/actor.ts";
import { noteTombstone } from "../document/note.ts";
import { actorUrl, statusUrls, userUrls } from "../document/urls.ts";
import type { AccountRow } from "../schema/accounts.ts";
import { isListed } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import { refuse } from "./answer.ts";
import type { HomeContext } from "./context.ts";
import { domainPolicy } from "./domainPolicy.ts";
import { followersOfHost } from "./followersOfHost.ts";
import { hostOf, isOurs } from "./origin.ts";
import type { Requester } from "./requesters.ts";
import { collection, inboxCollection } from "./routes/collections.ts";
import { quoteAuthorization } from "./routes/quoteAuthorization.ts";
import type { NamedPath } from "./routes/path.ts";
import { document, gone } from "./routes/respond.ts";
import { findResident, mayBeShown } from "./routes/route.ts";
import { findStatus, findTombstone, statusDocument } from "./routes/status.ts";

/** A GET, with what was read of it already. */
export interface Asked<Who> {
  readonly request: HttpRequest;
  /** Whom the host knows to ask. */
  readonly signedIn: Who | undefined;
  readonly query: ReadonlyMap<string, string>;
}

/** Finds out who asks. */
export interface Askers<Who> {
  /** @throws {CoreError} `Unauthorized` when there is a signature and it does not hold */
  of(request: HttpRequest, signedIn?: Who): Promise<Requester>;
  /** Who asks, if that is somebody of this node: a stranger's signature is not looked at. @throws as `of` */
  ownOf(request: HttpRequest, signedIn?: Who): Promise<Requester>;
}

export class HomeDocuments<Who> {
  readonly #ctx: HomeContext;
  readonly #requesters: Askers<Who>;

  constructor(ctx: HomeContext, requesters: Askers<Who>) {
    this.#ctx = ctx;
    this.#requesters = requesters;
  }

  /** @throws {CoreError} `Unauthorized` when there is a signature and it does not hold */
  async get(asked: Asked<Who>, name: NamedPath): Promise<HttpResponse> {
    const ctx = this.#ctx;
    const { request, query } = asked;
    const resident = await findResident(ctx, name.handle);
    if (resident.kind === "unknown") return refuse(404, "There is no such account.");
    if (resident.kind === "deleted") {
      return gone(actorTombstone(actorUrl(ctx.instance.origin, name.handle), resident.deletedAt));
    }
    const { account } = resident;
    const isInbox = name.statusId === null && name.part === "inbox";
    if (ctx.instance.authorizedFetch && !isInbox) {
      const requester = await this.#requesters.of(request, asked.signedIn);
      if (requester.uri === undefined) return refuse(401, "Sign this request.");
      if (await this.#isSuspended(requester)) return refuse(403, "This host is suspended here.");
    }
    if (name.statusId !== null) return this.#status(asked, account, name.statusId, name.part);
    if (name.part === "") return document(ctx, request, actorDocument(ctx.instance, account), true);
    if (account.suspended) return refuse(403, "This account is suspended.");
    if (isInbox) {
      const requester = await this.#requesters.ownOf(request, asked.signedIn);
      if (requester.account?.id !== account.id) return refuse(401, "Only its owner reads an inbox.");
      return document(ctx, request, await inboxCollection(ctx, account, query), false);
    }
    if (name.part === "followers_synchronization") return this.#partialFollowers(asked, account);
    const authorization = await quoteAuthorization(ctx, account, name.part);
    if (authorization !== undefined) return document(ctx, request, authorization, true);
    const found = await collection(ctx, account, name.part, query);
    return found === undefined
      ? refuse(404, "There is no such collection.")
      : document(ctx, request, found, true);
  }

  /** FEP-8fcf: those who follow from the asker's server, told to nobody else. */
  async #partialFollowers({ request, signedIn }: Asked<Who>, account: AccountRow): Promise<HttpResponse> {
    const ctx = this.#ctx;
    const requester = await this.#requesters.of(request, signedIn);
    const { uri } = requester;
    if (uri === undefined) return refuse(401, "Sign this request.");
    if (await this.#isSuspended(requester)) return refuse(403, "This host is suspended here.");
    // With itself a server has nothing to keep in step, and people of this one are shown what the collection shows.
    if (isOurs(ctx.instance, uri)) return refuse(403, "This is for other servers.");
    const items = await ctx.store.view(account.id, (view) => followersOfHost(view, uri));
    if (items === undefined) return refuse(404, "These are too many to be listed.");
    const id = userUrls(ctx.instance.origin, account.username).followersSynchronization;
    return document(ctx, request, buildOrderedCollection({ id, totalItems: items.length, items }), false);
  }

  async #status(asked: Asked<Who>, author: AccountRow, id: bigint, part: string): Promise<HttpResponse> {
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
    { request, signedIn }: Asked<Who>,
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
    return gone(noteTombstone(statusUrls(ctx.instance.origin, author.username, id).uri, left));
  }

  /** In secure mode, what a suspended host or account asks for is refused. */
  async #isSuspended({ account, uri }: Requester): Promise<boolean> {
    if (account?.suspended === true) return true;
    const host = uri === undefined ? undefined : hostOf(uri);
    if (host === undefined) return false;
    return (await this.#ctx.store.view(INSTANCE, (view) => domainPolicy(view, host))) === "suspend";
  }
}
