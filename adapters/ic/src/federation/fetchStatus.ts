/** fetch_status: a status by its URI, of this node or another server, for a home that boosts it (spec 01: Boost Flow; spec 05: FetchStatus). */

import { accounts, CoreError, INSTANCE, type Federation, type FederationContext } from "@mastic/core";
import { tryParseUrl } from "@mastic/validation";
import type { FetchStatusError, Status } from "../candid/federation.did.ts";
import { Refusal } from "../frame/refusal.ts";
import { callHome, homeOfHandle } from "./homes.ts";

const LOCAL = /^\/users\/([a-z0-9_]{1,64})\/statuses\/(\d{1,20})$/;
const visibilities = {
  public: { Public: null },
  unlisted: { Unlisted: null },
  private: { FollowersOnly: null },
  direct: { Direct: null },
} as const;

/**
 * @param requester the actor of the home that asks: statuses of this node are shown to it by its rights
 * @throws {Refusal} `InvalidUri`, `NotFound` @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
 */
export async function fetchStatus(
  context: FederationContext,
  { gather }: Federation,
  uri: string,
  requester: string,
): Promise<Status> {
  const { origin } = context.instance;
  if (tryParseUrl(uri) === undefined) throw refuse({ InvalidUri: null });
  if (uri.startsWith(`${origin}/`)) return fromHome(context, uri.slice(origin.length), requester);
  const row = await gather.status(uri);
  const author = await context.store.view(INSTANCE, (view) => view.get(accounts, { id: row.accountId }));
  if (author === undefined) throw new CoreError("NotFound", `${uri} has no author any more.`);
  return {
    id: row.id,
    uri: row.uri,
    content: row.content,
    author: author.uri,
    created_at: BigInt(row.createdAt),
    visibility: visibilities[row.visibility],
    like_count: BigInt(row.likeCount),
    boost_count: BigInt(row.boostCount),
    spoiler_text: row.spoilerText === null || row.spoilerText === "" ? [] : [row.spoilerText],
    sensitive: row.sensitive,
    in_reply_to: row.inReplyToUri === null ? [] : [row.inReplyToUri],
    media: [],
  };
}

async function fromHome(context: FederationContext, path: string, requester: string): Promise<Status> {
  const [, handle, id] = LOCAL.exec(path) ?? [];
  if (handle === undefined || id === undefined) throw refuse({ InvalidUri: null });
  const home = await homeOfHandle(context, handle);
  if (home === undefined) throw refuse({ NotFound: null });
  const reply = await callHome(home, "get_local_status", [
    { id: BigInt(id), requester_actor_uri: [requester] },
  ]);
  if ("Err" in reply) throw refuse({ NotFound: null });
  return reply.Ok;
}

const refuse = (error: FetchStatusError): Refusal => new Refusal(error);
