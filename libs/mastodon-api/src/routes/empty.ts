/** Start-up calls whose honest answer here is an empty list: features that this node does not have yet. */

import { ok } from "../request.ts";
import { route, type Route, type Scope } from "../route.ts";

const lists: readonly (readonly [path: string, scope: Scope | "open"])[] = [
  ["/api/v1/followed_tags", "read:follows"],
  ["/api/v1/conversations", "read:statuses"],
  ["/api/v1/domain_blocks", "read:blocks"],
  ["/api/v1/endorsements", "read:accounts"],
  ["/api/v1/scheduled_statuses", "read:statuses"],
  ["/api/v1/suggestions", "read:accounts"],
  ["/api/v2/suggestions", "read:accounts"],
  ["/api/v1/trends", "open"],
  ["/api/v1/trends/tags", "open"],
  ["/api/v1/trends/statuses", "open"],
  ["/api/v1/trends/links", "open"],
  ["/api/v1/timelines/link", "open"],
  ["/api/v1/accounts/:id/identity_proofs", "read:accounts"],
  ["/api/v1/featured_tags/suggestions", "read:accounts"],
  ["/api/v1/notifications/requests", "read:notifications"],
];

export const emptyRoutes: readonly Route[] = lists.map(([path, access]) =>
  route("GET", path, access, async () => ok([])),
);
