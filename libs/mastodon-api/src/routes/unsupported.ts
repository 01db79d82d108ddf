/** Calls that would have to keep something that this node does not keep yet: they say so rather than pretend. */

import { accountById } from "../account.ts";
import type { Call } from "../call.ts";
import { ApiError } from "../error.ts";
import { route, type Route, type Scope } from "../route.ts";
import { visibleStatus } from "../status.ts";

function unsupported(
  path: string,
  scope: Scope,
  what: string,
  /** What there is not is 404 before anything else. */
  find: (call: Call) => Promise<unknown>,
): Route {
  return route("POST", path, scope, async (call) => {
    await find(call);
    throw new ApiError(422, `${what} not supported by this server yet`);
  });
}

const account = (call: Call): Promise<unknown> => accountById(call, call.params["id"]);
const status = (call: Call): Promise<unknown> => visibleStatus(call, call.params["id"]);

export const unsupportedRoutes: readonly Route[] = [
  unsupported("/api/v1/accounts/:id/note", "write:accounts", "Private notes are", account),
  unsupported("/api/v1/accounts/:id/pin", "write:accounts", "Featured profiles are", account),
  unsupported("/api/v1/accounts/:id/unpin", "write:accounts", "Featured profiles are", account),
  unsupported("/api/v1/accounts/:id/endorse", "write:accounts", "Featured profiles are", account),
  unsupported("/api/v1/accounts/:id/unendorse", "write:accounts", "Featured profiles are", account),
  unsupported("/api/v1/statuses/:id/mute", "write:mutes", "Muting conversations is", status),
  unsupported("/api/v1/statuses/:id/unmute", "write:mutes", "Muting conversations is", status),
];
