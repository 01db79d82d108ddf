/** The home of whoever is signed in: reads it, and acts on it, also where what is acted on is shown by another home. */

import * as z from "zod/mini";
import { ApiError } from "../../ports/apiError.ts";
import type { ApiAnswer, ApiRequest } from "../../ports/transport.ts";
import { ask, messageOf, type Door } from "./ask.ts";
import { foreignPath, readForeignId, renamed } from "./foreignIds.ts";
import type { Neighbours } from "./neighbours.ts";
import { mergeSearch, withOwnVersions } from "./merge.ts";
import { withOwnIds } from "./ownIds.ts";
import { withRole } from "./role.ts";

const withAcct = z.object({ account: z.object({ acct: z.string() }) });
const withId = z.object({ id: z.string() });
const withUri = z.extend(withAcct, { uri: z.string() });
const STATUS_PATH = /\/users\/([a-z0-9_]{1,30})\/statuses\/(\d+)$/;
const LOOKUP = "/api/v1/accounts/lookup";
const RELATIONSHIPS = "/api/v1/accounts/relationships";
const STATUSES = /^\/api\/v1\/accounts\/[^/]+\/statuses$/;
const SEARCH = /^\/api\/(?:v2\/search|v1\/accounts\/search)$/;
/** An address or a link, and no search for words. */
const ELSEWHERE = /^(?:@?[^\s@:]+@|https?:)\S+$/i;
/** How many of the posts that the own home knows of somebody are laid over what that one's home shows. */
const KNOWN = 40;

export class OwnHome {
  readonly #door: Door;
  readonly #neighbours: Neighbours;

  constructor(door: Door, neighbours: Neighbours) {
    this.#door = door;
    this.#neighbours = neighbours;
  }

  /** @throws {ApiError} */
  ask(request: ApiRequest): Promise<ApiAnswer> {
    // An address or a link is looked up elsewhere, if it comes to that.
    const isResolved =
      request.query?.["resolve"] === true && ELSEWHERE.test(String(request.query["q"]).trim());
    return withRole(this.#neighbours, request.path, ask(this.#door, messageOf(request), isResolved));
  }

  /** Reads what takes more than one canister, or another name. @returns undefined for all else @throws {ApiError} */
  async read(request: ApiRequest): Promise<ApiAnswer | undefined> {
    if (request.path === RELATIONSHIPS) return this.#relationships(request);
    if (SEARCH.test(request.path)) return this.#search(request);
    const named = foreignPath(request.path);
    if (named === undefined) return undefined;
    const foreign = `${named.handle}.${named.id}`;
    if (request.path.startsWith("/api/v1/accounts/"))
      return STATUSES.test(request.path) ? this.#postsOf(named.handle, foreign, request) : undefined;
    const own = await this.#neighbours.ownId(this.#door, foreign, false);
    if (own === undefined) return undefined;
    return this.#asNamed(
      await this.ask({ ...request, path: request.path.replace(foreign, own) }),
      own,
      foreign,
    );
  }

  /** Whether a post of `author` is known here by the number in the path. */
  async knows({ author, path }: ApiRequest): Promise<boolean> {
    const [status] = /^\/api\/v1\/statuses\/\d+/.exec(path) ?? [];
    if (author === undefined || status === undefined) return true;
    try {
      const { body } = await this.ask({ method: "GET", path: status });
      return withAcct.parse(body).account.acct === author.toLowerCase();
    } catch (error) {
      if (error instanceof ApiError && error.code === "not_found") return false;
      throw error;
    }
  }

  /**
   * What the home of its author calls a post of this node: `bob.123`.
   * @param author the acct of who wrote it, where that is known
   * @returns undefined for a post of another server, and for one that nobody has shown
   */
  async nameAtHome(id: string, author?: string): Promise<string | undefined> {
    const uri = readForeignId(id) === undefined ? await this.#uriOf(id, author) : this.#neighbours.uriOf(id);
    const [, handle, number] = STATUS_PATH.exec(uri?.startsWith(location.origin) === true ? uri : "") ?? [];
    return handle === undefined ? undefined : `${handle}.${number}`;
  }

  /** Of a post by the number that the own home gave it. */
  async #uriOf(id: string, author: string | undefined): Promise<string | undefined> {
    try {
      const { body } = await this.ask({ method: "GET", path: `/api/v1/statuses/${id}` });
      const { uri, account } = withUri.parse(body);
      return author === undefined || account.acct === author.toLowerCase() ? uri : undefined;
    } catch (error) {
      if (error instanceof ApiError && error.code === "not_found") return undefined;
      throw error;
    }
  }

  /** Does something, on what the own home first has to get if another home showed it. @throws {ApiError} */
  async act(request: ApiRequest): Promise<ApiAnswer> {
    const asked = request.body === undefined ? request : { ...request, body: await this.#own(request.body) };
    const named = foreignPath(request.path);
    if (named === undefined) return this.ask(asked);
    const foreign = `${named.handle}.${named.id}`;
    const own = await this.#neighbours.ownId(this.#door, foreign, true);
    if (own === undefined) return this.ask(asked);
    return this.#asNamed(
      await this.ask({ ...asked, path: request.path.replace(foreign, own) }),
      own,
      foreign,
    );
  }

  #own(body: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    return withOwnIds(body, (id) => this.#neighbours.ownId(this.#door, id, true));
  }

  #asNamed(answer: ApiAnswer, own: string, foreign: string): ApiAnswer {
    return { ...answer, body: renamed(answer.body, own, foreign) };
  }

  async #relationships(request: ApiRequest): Promise<ApiAnswer | undefined> {
    const wanted = request.query?.["id"];
    if (!Array.isArray(wanted)) return undefined;
    const ids: readonly string[] = wanted;
    const own = await Promise.all(ids.map((id) => this.#ownPerson(id)));
    const known = own.filter((id) => id !== undefined);
    const answer = await this.ask({ ...request, query: { id: known } });
    const byId = new Map(
      z
        .array(z.looseObject({ id: z.string() }))
        .parse(answer.body)
        .map((it) => [it.id, it]),
    );
    const body = ids.map((id, at) => ({ ...stranger, ...byId.get(own[at] ?? ""), id }));
    return { ...answer, body };
  }

  /** What the own home calls a person; undefined for one that it does not know. */
  async #ownPerson(id: string): Promise<string | undefined> {
    const named = readForeignId(id);
    if (named === undefined) return id;
    const known = await this.#neighbours.ownId(this.#door, id, false);
    if (known !== undefined) return known;
    try {
      const { body } = await this.ask({ method: "GET", path: LOOKUP, query: { acct: named.handle } });
      const own = withId.parse(body).id;
      this.#neighbours.noteOwnId(id, own);
      return own;
    } catch (error) {
      if (error instanceof ApiError && error.code === "not_found") return undefined;
      throw error;
    }
  }

  async #postsOf(handle: string, foreign: string, request: ApiRequest): Promise<ApiAnswer | undefined> {
    const shown = await this.#neighbours.elsewhere(request);
    const own = await this.#ownPerson(foreign);
    if (shown === undefined || own === undefined) return shown;
    const path = `/api/v1/accounts/${own}/statuses`;
    const query = { ...request.query, limit: KNOWN, max_id: undefined };
    const { body } = await this.ask({ method: "GET", path, query });
    return { ...shown, body: withOwnVersions(shown.body, body) };
  }

  async #search(request: ApiRequest): Promise<ApiAnswer> {
    const { resolve: _, ...query } = request.query ?? {};
    const [own, node] = await Promise.all([
      this.ask(request),
      // People of this node are found by the Directory, whether one's own home has heard of them or not.
      this.#neighbours.directory({ ...request, query }).catch(() => undefined),
    ]);
    return node === undefined ? own : { ...own, body: mergeSearch(own.body, node.body) };
  }
}

/** Mastodon: entities/Relationship, with somebody of whom the own home has never heard. */
const stranger = {
  following: false,
  showing_reblogs: false,
  notifying: false,
  languages: null,
  followed_by: false,
  blocking: false,
  blocked_by: false,
  muting: false,
  muting_notifications: false,
  requested: false,
  requested_by: false,
  domain_blocking: false,
  endorsed: false,
  note: "",
};
