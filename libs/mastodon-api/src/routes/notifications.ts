/** Mastodon: methods/notifications, markers. */

import {
  markers,
  notifications,
  notificationsOf,
  notificationViews,
  NotificationType,
  type NotificationFilter,
  parseId,
} from "@mastic/core";
import { notFound, read, requireViewer, type Call } from "../call.ts";
import { notificationEntity } from "../entities/notification.ts";
import { time } from "../entities/time.ts";
import { linkHeader, pageRequest } from "../paging.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";

function types(call: Call, name: string): NotificationType[] | undefined {
  const asked = call.input.list(name);
  return asked.length === 0 ? undefined : NotificationType.filter((type) => asked.includes(type));
}

/** What a client wants to hear of. */
export function notificationFilter(call: Call): NotificationFilter {
  return {
    types: types(call, "types"),
    excludeTypes: types(call, "exclude_types"),
    accountId: call.input.id("account_id"),
  };
}

/** Unread notifications are counted up to this many. */
const UNREAD = 100;

/** Those after the marker. */
export async function unreadCount(call: Call): Promise<ApiResponse> {
  const count = await read(call, async (view, viewer) => {
    const marker = await view.get(markers, { timeline: "notifications" });
    const limit = call.input.integer("limit", { min: 1, max: 1000, fallback: UNREAD });
    const page = await notificationsOf(
      view,
      viewer,
      { limit, sinceId: marker === undefined ? undefined : parseId(marker.lastReadId) },
      notificationFilter(call),
    );
    return page.items.length;
  });
  return ok({ count });
}

export const notificationRoutes: readonly Route[] = [
  route("GET", "/api/v1/notifications", "read:notifications", async (call) => {
    const { instance, now } = call.api.context;
    const at = now();
    const page = await read(call, (view, viewer) =>
      notificationsOf(view, viewer, pageRequest(call, { fallback: 40, max: 80 }), notificationFilter(call)),
    );
    return ok(
      page.items.map((it) => notificationEntity(instance, it, at)),
      linkHeader(call, page),
    );
  }),
  route("GET", "/api/v1/notifications/unread_count", "read:notifications", unreadCount),
  route("GET", "/api/v1/notifications/policy", "read:notifications", async () =>
    ok({
      filter_not_following: false,
      filter_not_followers: false,
      filter_new_accounts: false,
      filter_private_mentions: false,
      summary: { pending_requests_count: 0, pending_notifications_count: 0 },
    }),
  ),
  route("GET", "/api/v2/notifications/policy", "read:notifications", async () =>
    ok({
      for_not_following: "accept",
      for_not_followers: "accept",
      for_new_accounts: "accept",
      for_private_mentions: "accept",
      for_limited_accounts: "accept",
      summary: { pending_requests_count: 0, pending_notifications_count: 0 },
    }),
  ),
  // All requests there ever were have been dealt with.
  route("GET", "/api/v1/notifications/requests/merged", "read:notifications", async () =>
    ok({ merged: true }),
  ),
  route("GET", "/api/v1/notifications/:id", "read:notifications", async (call) => {
    const id = parseId(call.params["id"] ?? "");
    if (id === undefined) throw notFound();
    const { instance, now } = call.api.context;
    const [found] = await read(call, async (view, viewer) => {
      const row = await view.get(notifications, { id });
      return row === undefined ? [] : notificationViews(view, viewer, [row]);
    });
    if (found === undefined) throw notFound();
    return ok(notificationEntity(instance, found, now()));
  }),
  route("POST", "/api/v1/notifications/clear", "write:notifications", async (call) => {
    const { owner, caller } = requireViewer(call);
    await call.api.user(owner).dismissNotifications(caller);
    return ok({});
  }),
  route("POST", "/api/v1/notifications/:id/dismiss", "write:notifications", async (call) => {
    const { owner, caller } = requireViewer(call);
    const id = parseId(call.params["id"] ?? "");
    if (id === undefined) throw notFound();
    await call.api.user(owner).dismissNotification(caller, { notificationId: id });
    return ok({});
  }),
  route("GET", "/api/v1/markers", "read:statuses", async (call) =>
    ok(await read(call, async (view) => markerEntities(await view.scan(markers, { limit: 10 }), call))),
  ),
  route("POST", "/api/v1/markers", "write:statuses", async (call) => {
    const { owner, caller } = requireViewer(call);
    const change = (["home", "notifications"] as const).flatMap((timeline) => {
      const lastReadId = call.input.text(`${timeline}.last_read_id`);
      return lastReadId === undefined ? [] : [{ timeline, lastReadId }];
    });
    const rows = await call.api
      .user(owner)
      .setMarkers(caller, Object.fromEntries(change.map((it) => [it.timeline, it.lastReadId])));
    return ok(
      markerEntities(
        { rows },
        call,
        change.map((it) => it.timeline),
      ),
    );
  }),
];

interface MarkerRows {
  readonly rows: readonly {
    readonly timeline: string;
    readonly lastReadId: string;
    readonly version: number;
    readonly updatedAt: number;
  }[];
}

/** Every timeline asked for: some clients take a missing one for a failure. One that was never read stands at its beginning. */
function markerEntities(
  found: MarkerRows,
  call: Call,
  asked: readonly string[] = call.input.list("timeline"),
): { [timeline: string]: { last_read_id: string; version: number; updated_at: string } } {
  const wanted = (["home", "notifications"] as const).filter((timeline) => asked.includes(timeline));
  return Object.fromEntries(
    wanted.map((timeline) => {
      const row = found.rows.find((it) => it.timeline === timeline);
      return [
        timeline,
        {
          last_read_id: row?.lastReadId ?? "0",
          version: row?.version ?? 0,
          updated_at: time(row?.updatedAt ?? 0),
        },
      ];
    }),
  );
}
