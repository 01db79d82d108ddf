/** Mastodon: methods/grouped_notifications. Every notification is a group of its own, which the format allows. */

import {
  notifications,
  notificationsOf,
  notificationViews,
  type NotificationView,
  parseId,
} from "@mastic/core";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { accountEntity, type JsonObject } from "../entities/account.ts";
import { groupKey } from "../entities/notification.ts";
import { statusEntity } from "../entities/status.ts";
import { time } from "../entities/time.ts";
import { linkHeader, pageRequest } from "../paging.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";
import { notificationFilter, unreadCount } from "./notifications.ts";

function groupEntity({ notification, account, status }: NotificationView): JsonObject {
  const id = notification.id.toString();
  return {
    group_key: groupKey(notification.id),
    notifications_count: 1,
    type: notification.type,
    // Mastodon writes this one id as a number; until 2030 ids are small enough to be exact as one.
    most_recent_notification_id: Number(id),
    page_min_id: id,
    page_max_id: id,
    latest_page_notification_at: time(notification.createdAt),
    sample_account_ids: [account.id.toString()],
    status_id: status === null ? null : status.status.id.toString(),
  };
}

/** Groups with the accounts and statuses that they name, each once. */
function results(call: Call, views: readonly NotificationView[]): JsonObject {
  const { instance, now } = call.api.context;
  const at = now();
  const accounts = new Map(views.map((it) => [it.account.id, it.account]));
  const statuses = new Map(
    views.flatMap(({ status }) => (status === null ? [] : [[status.status.id, status]])),
  );
  return {
    accounts: [...accounts.values()].map((account) => accountEntity(instance, account)),
    statuses: [...statuses.values()].map((status) => statusEntity(instance, status, at)),
    notification_groups: views.map(groupEntity),
  };
}

/** @throws {ApiError} 404 */
async function group(call: Call): Promise<NotificationView> {
  const id = parseId((call.params["key"] ?? "").replace(/^ungrouped-/, ""));
  if (id === undefined) throw notFound();
  const [found] = await read(call, async (view, viewer) => {
    const row = await view.get(notifications, { id });
    return row === undefined ? [] : notificationViews(view, viewer, [row]);
  });
  if (found === undefined) throw notFound();
  return found;
}

async function page(call: Call): Promise<ApiResponse> {
  const found = await read(call, (view, viewer) =>
    notificationsOf(view, viewer, pageRequest(call, { fallback: 40, max: 80 }), notificationFilter(call)),
  );
  return ok(results(call, found.items), linkHeader(call, found));
}

export const notificationGroupRoutes: readonly Route[] = [
  route("GET", "/api/v2/notifications", "read:notifications", page),
  route("GET", "/api/v2/notifications/unread_count", "read:notifications", unreadCount),
  route("GET", "/api/v2/notifications/:key", "read:notifications", async (call) =>
    ok(results(call, [await group(call)])),
  ),
  route("GET", "/api/v2/notifications/:key/accounts", "read:notifications", async (call) =>
    ok([accountEntity(call.api.context.instance, (await group(call)).account)]),
  ),
  route("POST", "/api/v2/notifications/:key/dismiss", "write:notifications", async (call) => {
    const { owner, caller } = requireViewer(call);
    const { notification } = await group(call);
    await call.api.user(owner).dismissNotification(caller, { notificationId: notification.id });
    return ok({});
  }),
];
