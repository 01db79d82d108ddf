/** Notifications that say the same of the same post stand together, as do new followers of a day; newest first. */

import type { Notification } from "../api/entities/notification.ts";

export interface NotificationGroup {
  readonly key: string;
  /** The newest of them. */
  readonly newest: Notification;
  /** Who did it, the last one first, each once. */
  readonly accounts: readonly Notification["account"][];
}

function groupKey({ id, type, status, created_at }: Notification): string {
  if (status != null && (type === "favourite" || type === "reblog")) return `${type} ${status.id}`;
  return type === "follow" ? `follow ${created_at.slice(0, 10)}` : id;
}

/** @param list newest first */
export function groupNotifications(list: readonly Notification[]): readonly NotificationGroup[] {
  const groups = new Map<string, NotificationGroup>();
  for (const each of list) {
    const key = groupKey(each);
    const known = groups.get(key);
    const accounts = known?.accounts ?? [];
    const isNew = accounts.every(({ id }) => id !== each.account.id);
    groups.set(key, {
      key,
      newest: known?.newest ?? each,
      accounts: isNew ? [...accounts, each.account] : accounts,
    });
  }
  return [...groups.values()];
}
