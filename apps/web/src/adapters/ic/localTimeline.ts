/**
 * The local timeline of a node where every home keeps its own posts: those of the people who were active last, from
 * their homes, and what the own home knows. (decisions/027)
 */

import * as z from "zod/mini";
import type { ApiAnswer, ApiRequest } from "../../ports/transport.ts";
import { ask, messageOf } from "./ask.ts";
import { readForeignId } from "./foreignIds.ts";
import { newestFirst } from "./merge.ts";
import type { Neighbours } from "./neighbours.ts";
import type { IcSession } from "./session.ts";

/** How many homes are asked for one page. */
const HOMES = 20;
const PAGE = 20;

const people = z.array(z.object({ id: z.string() }));

export async function localTimeline(
  session: IcSession,
  neighbours: Neighbours,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const own = session.own();
  const query = { order: "active", local: true, limit: HOMES };
  const active = await neighbours.directory({ method: "GET", path: "/api/v1/directory", query });
  const homes = people.parse(active.body).flatMap(({ id }) => readForeignId(id) ?? []);
  const asked = { ...request.query, local: undefined, exclude_replies: true, exclude_reblogs: true };
  const pages = await Promise.allSettled([
    ...(own === undefined ? [] : [ask(own, messageOf(request))]),
    ...homes.map(({ handle, id }) =>
      neighbours.home(handle, { method: "GET", path: `/api/v1/accounts/${id}/statuses`, query: asked }),
    ),
  ]);
  const limit = Number(request.query?.["limit"] ?? PAGE);
  // A home that does not answer is missed, and no more than that.
  const bodies = pages.flatMap((page) => (page.status === "fulfilled" ? [page.value.body] : []));
  const body = newestFirst(bodies, limit);
  const last = body.length < limit ? undefined : numberOf(body.at(-1)?.["id"]);
  const link = last === undefined ? undefined : `<${request.path}?max_id=${last}>; rel="next"`;
  return { status: 200, body, link };
}

/** Ids grow with time in every home: what one of them calls its last post parts older from newer ones in all. */
function numberOf(id: unknown): string | undefined {
  return readForeignId(id)?.id ?? (typeof id === "string" ? id : undefined);
}
