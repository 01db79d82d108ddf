/** Mastodon: methods/notifications, markers. */

import * as z from "zod/mini";
import type { Transport } from "../../ports/transport.ts";
import { notification, type Notification } from "../entities/notification.ts";
import { pageOf, type Cursor, type Page } from "../page.ts";
import { read, readList } from "../read.ts";

export async function readNotifications(
  transport: Transport,
  types: readonly string[],
  cursor: Cursor | undefined,
): Promise<Page<Notification>> {
  const answer = await transport.request({
    method: "GET",
    path: "/api/v1/notifications",
    query: { limit: 30, types, ...cursor },
  });
  return pageOf(answer, readList(notification, answer.body));
}

const unread = z.object({ count: z.number() });

export async function readUnreadCount(transport: Transport): Promise<number> {
  const path = "/api/v1/notifications/unread_count";
  return read(unread, (await transport.request({ method: "GET", path })).body).count;
}

/** All up to this one have been seen. */
export async function markNotificationsRead(transport: Transport, lastId: string): Promise<void> {
  const body = { notifications: { last_read_id: lastId } };
  await transport.request({ method: "POST", path: "/api/v1/markers", body });
}
