/** The GET routes of the boundary: which document a path names, who may have it, and in which form (spec 03: HTTP Endpoints). */

import { buildOrderedCollection, prefersActivityPub } from "@mastic/activitypub";
import type { HttpRequest, HttpResponse } from "../context.ts";
import { instanceActorDocument } from "../document/actor.ts";
import { instanceActorUrl } from "../document/urls.ts";
import { CoreError } from "../error.ts";
import type { Owner } from "../store/store.ts";
import { busy, refuse } from "./answer.ts";
import type { FederationContext } from "./context.ts";
import { HomeDocuments } from "./homeDocuments.ts";
import type { Requesters } from "./requesters.ts";
import { discovery } from "./routes/discovery.ts";
import { readPath, readQuery, type NamedPath } from "./routes/path.ts";
import { document } from "./routes/respond.ts";
import type { Signers } from "./signers.ts";

/** The asker is a person with a browser: the host renders this page. */
export type PageWanted =
  | { readonly page: "profile"; readonly handle: string }
  | { readonly page: "status"; readonly handle: string; readonly statusId: bigint };

export class DocumentRoutes {
  readonly #ctx: FederationContext;
  readonly #signers: Signers;
  readonly #documents: HomeDocuments<Owner>;

  constructor(ctx: FederationContext, signers: Signers, requesters: Requesters) {
    this.#ctx = ctx;
    this.#signers = signers;
    this.#documents = new HomeDocuments(ctx, requesters);
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
      return await this.#documents.get({ request, signedIn, query: readQuery(query) }, name);
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      if (error.code === "Unauthorized") return refuse(401, error.message);
      if (error.retryAfterMillis !== undefined) return busy(error.message, error.retryAfterMillis);
      throw error;
    }
  }

  async #instanceActor(request: HttpRequest, path: string): Promise<HttpResponse | undefined> {
    if (path === "/actor/inbox") return refuse(405, "Activities are posted here.");
    if (path === "/actor/outbox") {
      // What it sends are reports, which are for those they go to.
      const id = `${instanceActorUrl(this.#ctx.instance.origin)}/outbox`;
      return document(this.#ctx, request, buildOrderedCollection({ id, totalItems: 0, items: [] }), true);
    }
    if (path !== "/actor") return undefined;
    const { publicKeyPem } = await this.#signers.instance();
    // Open in secure mode too: whoever verifies our signatures must be able to read the key.
    return document(this.#ctx, request, instanceActorDocument(this.#ctx.instance, publicKeyPem), true);
  }
}

function pageOf({ handle, statusId }: NamedPath): PageWanted {
  return statusId === null ? { page: "profile", handle } : { page: "status", handle, statusId };
}

function wantsDocument({ headers }: HttpRequest): boolean {
  const { accept } = headers;
  return prefersActivityPub(accept) || accept?.trim().toLowerCase() === "application/json";
}
