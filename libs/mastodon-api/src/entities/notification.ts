/** Mastodon: entities/Notification. */

import type { Instance, NotificationView } from "@mastic/core";
import { accountEntity, type JsonObject } from "./account.ts";
import { statusEntity } from "./status.ts";
import { time } from "./time.ts";

/** The group of a notification: each is one of its own. */
export function groupKey(id: bigint): string {
  return `ungrouped-${id}`;
}

export function notificationEntity(instance: Instance, view: NotificationView, now: number): JsonObject {
  const { notification } = view;
  return {
    id: notification.id.toString(),
    type: notification.type,
    group_key: groupKey(notification.id),
    created_at: time(notification.createdAt),
    account: accountEntity(instance, view.account),
    status: view.status === null ? null : statusEntity(instance, view.status, now),
    report: null,
    event: null,
    moderation_warning: null,
  };
}
