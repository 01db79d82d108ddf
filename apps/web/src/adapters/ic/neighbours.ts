/** The other homes of the node: what they show to everybody, and what the own home calls it. */

import * as z from "zod/mini";
import { Principal } from "@icp-sdk/core/principal";
import type { User } from "@mastic/ic-client";
import { ApiError } from "../../ports/apiError.ts";
import type { ApiAnswer, ApiRequest } from "../../ports/transport.ts";
import { ask, heard, messageOf, type Door } from "./ask.ts";
import { foreignPath, namedAfter, readForeignId } from "./foreignIds.ts";
import type { IcSession } from "./session.ts";

const withId = z.object({ id: z.string() });
const found = z.object({ accounts: z.array(withId), statuses: z.array(withId) });
const people = z.array(z.object({ acct: z.string() }));

const REPORTS = /^\/api\/v1\/admin\/reports(?:\/|$)/;
const reported = z.object({ id: z.string(), uri: z.string() });

export class Neighbours {
  readonly #session: IcSession;
  readonly #homes = new Map<string, Promise<User>>();
  readonly #uris = new Map<string, string>();
  readonly #own = new Map<string, Promise<string>>();

  constructor(session: IcSession) {
    this.#session = session;
  }

  /** Asks the Directory; whom it names, it names by their homes. @throws {ApiError} */
  async directory(request: ApiRequest): Promise<ApiAnswer> {
    const { directory } = this.#session.node;
    const message = messageOf(request);
    const answer = await ask(directory, message).catch((error: unknown) => {
      // To moderators it shows what it first has to get from homes, which queries cannot; that there is nothing, they can.
      const isOfHomes = request.method === "GET" && REPORTS.test(request.path);
      if (isOfHomes && error instanceof ApiError && error.code === "refused")
        return ask(directory, message, true);
      throw error;
    });
    return { ...answer, body: this.#byHomes(answer.body) };
  }

  /** Asks somebody's home. @throws {ApiError} `not_found` where nobody is called so */
  async home(handle: string, request: ApiRequest): Promise<ApiAnswer> {
    const answer = await ask(await this.#home(handle), messageOf(request));
    return { ...answer, body: namedAfter(handle, answer.body, (id, uri) => this.#uris.set(id, uri)) };
  }

  /**
   * Asks the home of whom the path names.
   * @returns undefined where the path names nothing of another home
   * @throws {ApiError}
   */
  async elsewhere(request: ApiRequest): Promise<ApiAnswer | undefined> {
    const named = foreignPath(request.path);
    if (named === undefined) return undefined;
    return this.home(named.handle, { ...request, path: named.path });
  }

  /**
   * What the own home calls a post or a person of another home, if it knows them.
   * @param bring whether to make it known, which takes an update call
   */
  async ownId(own: Door, id: string, bring: boolean): Promise<string | undefined> {
    const known = this.#own.get(id);
    if (known !== undefined || !bring) return known;
    const brought = this.#bring(own, id);
    this.#own.set(id, brought);
    brought.catch(() => this.#own.delete(id));
    return brought;
  }

  /** The URI of a post or a person of another home, if it has been shown. */
  uriOf(id: string): string | undefined {
    return this.#uris.get(id);
  }

  /** The own home has told what it calls somebody. */
  noteOwnId(id: string, own: string): void {
    this.#own.set(id, Promise.resolve(own));
  }

  async #bring(own: Door, id: string): Promise<string> {
    const q = this.#uris.get(id);
    if (q === undefined) throw new ApiError("not_found", "Nobody has told of this yet.");
    const request = { method: "GET", path: "/api/v2/search", query: { q, resolve: true } } as const;
    const { body } = await ask(own, messageOf(request), true);
    const { accounts, statuses } = found.parse(body);
    const [it] = [...statuses, ...accounts];
    if (it === undefined) throw new ApiError("not_found", `Your home could not get ${q}.`);
    return it.id;
  }

  #home(handle: string): Promise<User> {
    const known = this.#homes.get(handle);
    if (known !== undefined) return known;
    const { node } = this.#session;
    const home = heard(() => node.directory.get_user({ handle })).then(({ canister_id }) =>
      node.user(Principal.from(canister_id)),
    );
    this.#homes.set(handle, home);
    home.catch(() => this.#homes.delete(handle));
    return home;
  }

  /** Each account has the id that its home gave it, and so is named after that home; the own one is the own home's. */
  #byHomes(body: unknown): unknown {
    if (Array.isArray(body)) return body.map((item) => this.#byHomes(item));
    const [person] = people.safeParse([body]).data ?? [];
    if (person === undefined) {
      if (typeof body !== "object" || body === null) return body;
      const home = readForeignId(reported.safeParse(body).data?.id)?.handle;
      if (home !== undefined) return namedAfter(home, body, (id, uri) => this.#uris.set(id, uri));
      return Object.fromEntries(Object.entries(body).map(([key, field]) => [key, this.#byHomes(field)]));
    }
    if (person.acct === this.#session.current()?.handle) return body;
    return namedAfter(person.acct, body, (id, uri) => this.#uris.set(id, uri));
  }
}
