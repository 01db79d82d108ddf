/** What is asked about a post where it was written: that one's home gave it the number that the Directory knows, and hears what becomes of it. */

import { ApiError } from "../../ports/apiError.ts";
import type { ApiAnswer, ApiRequest } from "../../ports/transport.ts";
import type { Neighbours } from "./neighbours.ts";
import type { OwnHome } from "./ownHome.ts";

const ADMIN = "/api/v1/admin/statuses/";
const RECEPTION = /^\/api\/v1\/statuses\/([^/]+)\/(favourited_by|reblogged_by)$/;

/** What a moderator asks of the Directory, which knows posts by their names at home. */
export async function forModeration(own: OwnHome, request: ApiRequest): Promise<ApiRequest> {
  if (!request.path.startsWith(ADMIN)) return request;
  const name = await own.nameAtHome(request.path.slice(ADMIN.length));
  return name === undefined ? request : { ...request, path: ADMIN + name };
}

/**
 * Who liked or boosted a post of this node: its author's home has heard of everybody, all others of a few.
 * @param me whose home the own one is
 * @returns undefined for all else, and where that home does not show the post to everybody
 */
export async function reception(
  own: OwnHome,
  neighbours: Neighbours,
  me: string | undefined,
  request: ApiRequest,
): Promise<ApiAnswer | undefined> {
  const [, id, which] = RECEPTION.exec(request.path) ?? [];
  if (id === undefined || which === undefined) return undefined;
  const name = await own.nameAtHome(id, request.author);
  if (name === undefined || name.startsWith(`${me}.`)) return undefined;
  try {
    return await neighbours.elsewhere({ ...request, path: `/api/v1/statuses/${name}/${which}` });
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return undefined;
    throw error;
  }
}
