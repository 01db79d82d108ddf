/** The transport to a node of canisters: the own home answers, the Directory for the instance, other homes for what they show to all. */

import { ApiError } from "../../ports/apiError.ts";
import type { ApiAnswer, ApiRequest, Transport } from "../../ports/transport.ts";
import { localTimeline } from "./localTimeline.ts";
import { Neighbours } from "./neighbours.ts";
import { OwnHome } from "./ownHome.ts";
import { Polling } from "./polling.ts";
import { forModeration, reception } from "./postsAtHome.ts";
import type { IcSession } from "./session.ts";
import { withRole } from "./role.ts";
import { sendUpload } from "./upload.ts";

/** What belongs to the instance, and not to anybody's home. */
const INSTANCE = /^\/api\/v[12]\/(?:instance(?:\/.*)?|directory|custom_emojis|trends(?:\/.*)?)$/;
/** What moderators ask and do: the Directory decides whether they may. */
const MODERATION = /^\/api\/v[12]\/(?:pleroma\/)?admin\//;
/** A post by its number alone. */
const NUMBERED = /^\/api\/v1\/statuses\/\d+(?:\/|$)/;
const LOOKUP = "/api/v1/accounts/lookup";
const LOCAL_ACCT = /^[a-z0-9_]+$/i;

export function icTransport(session: IcSession): Transport {
  const neighbours = new Neighbours(session);

  /** Who is not signed in asks the Directory, and the homes that it names. */
  const asStranger = async (request: ApiRequest): Promise<ApiAnswer> => {
    if (request.method !== "GET") throw new ApiError("signed_out", "Nobody is signed in.", 401);
    return (await byAuthor(request)) ?? (await publicly(request)) ?? neighbours.directory(request);
  };

  const asOwner = async (request: ApiRequest): Promise<ApiAnswer> => {
    const door = session.own();
    if (door === undefined) return asStranger(request);
    const own = new OwnHome(door, neighbours);
    if (MODERATION.test(request.path)) return neighbours.directory(await forModeration(own, request));
    if (request.method !== "GET") return own.act(request);
    return (
      (await reception(own, neighbours, session.current()?.handle, request)) ??
      (await own.read(request)) ??
      ((await own.knows(request)) ? undefined : await byAuthor(request)) ??
      (await publicly(request)) ??
      own.ask(request)
    );
  };

  /** What everybody is told in the same way. */
  const publicly = async (request: ApiRequest): Promise<ApiAnswer | undefined> => {
    const { path, query = {} } = request;
    if (INSTANCE.test(path)) return neighbours.directory(request);
    // The Directory hears of a profile when it changes, and that one's home knows who follows it now.
    const acct = String(query["acct"] ?? "");
    if (path === LOOKUP && isNeighbour(acct)) return neighbours.home(acct.toLowerCase(), request);
    if (path === "/api/v1/timelines/public" && query["local"] === true)
      return localTimeline(session, neighbours, request);
    return neighbours.elsewhere(request);
  };

  /** A post by the address that everybody shares: it has the number that its author's home gave it. */
  const byAuthor = async (request: ApiRequest): Promise<ApiAnswer | undefined> => {
    const { author, path } = request;
    if (author === undefined || !isNeighbour(author) || !NUMBERED.test(path)) return undefined;
    return neighbours.home(author.toLowerCase(), request);
  };

  const isNeighbour = (acct: string): boolean =>
    LOCAL_ACCT.test(acct) && acct.toLowerCase() !== session.current()?.handle;

  const guarded = async (request: () => Promise<ApiAnswer>, signal?: AbortSignal): Promise<ApiAnswer> => {
    session.checkExpiry();
    const used = session.current();
    try {
      const answer = await request();
      signal?.throwIfAborted();
      return answer;
    } catch (error) {
      const isOver = error instanceof ApiError && error.code === "signed_out";
      // A session that was replaced meanwhile says nothing about the one that is in use.
      if (isOver && used !== undefined && used === session.current()) session.expire();
      throw error;
    }
  };

  const request = (it: ApiRequest): Promise<ApiAnswer> => guarded(() => asOwner(it), it.signal);
  const polling = new Polling(request);
  return {
    async request(it) {
      const answer = await request(it);
      if (it.method !== "GET") polling.hurry();
      return answer;
    },
    upload: (it) =>
      guarded(() => {
        const own = session.own();
        if (own === undefined) throw new ApiError("signed_out", "Nobody is signed in.", 401);
        return withRole(neighbours, it.path, sendUpload(own, it));
      }, it.signal),
    stream: (name, listener) => polling.listen(name, listener),
  };
}
