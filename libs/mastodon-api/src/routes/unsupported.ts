/** Calls that would have to keep something that this node does not keep yet: they say so rather than pretend. */

import { accountById } from "../account.ts";
import { notFound, type Call } from "../call.ts";
import { ApiError } from "../error.ts";
import { ok } from "../request.ts";
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

const noPush = (): Promise<never> =>
  Promise.reject(new ApiError(422, "Push notifications are not supported by this server yet"));

/** Mastodon: methods/push. There is no subscription, and none can be made. */
const pushRoutes: readonly Route[] = [
  route("GET", "/api/v1/push/subscription", "push", () => Promise.reject(notFound())),
  route("POST", "/api/v1/push/subscription", "push", noPush),
  route("PUT", "/api/v1/push/subscription", "push", () => Promise.reject(notFound())),
  route("DELETE", "/api/v1/push/subscription", "push", async () => ok({})),
];

export const unsupportedRoutes: readonly Route[] = [
  unsupported("/api/v1/accounts/:id/note", "write:accounts", "Private notes are", account),
  unsupported("/api/v1/accounts/:id/pin", "write:accounts", "Featured profiles are", account),
  unsupported("/api/v1/accounts/:id/unpin", "write:accounts", "Featured profiles are", account),
  unsupported("/api/v1/accounts/:id/endorse", "write:accounts", "Featured profiles are", account),
  unsupported("/api/v1/accounts/:id/unendorse", "write:accounts", "Featured profiles are", account),
  // As Mastodon answers where no translation service is configured.
  route("POST", "/api/v1/statuses/:id/translate", "read:statuses", async (call) => {
    await visibleStatus(call, call.params["id"]);
    throw notFound();
  }),
  ...pushRoutes,
];
