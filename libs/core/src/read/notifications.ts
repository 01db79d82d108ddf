/** Notifications with who did it and which status it is about. */

import { accounts, type AccountRow } from "../schema/accounts.ts";
import { blocks, mutes, notifications, type NotificationRow, type NotificationType } from "../schema/user.ts";
import type { Owner, View } from "../store/store.ts";
import { pageById, type PageRequest, type PageResult } from "./page.ts";
import { byOwnId } from "./walk.ts";
import type { StatusView } from "./statusView.ts";
import { statusesById } from "./timelines.ts";

export interface NotificationView {
  readonly notification: NotificationRow;
  readonly account: AccountRow;
  readonly status: StatusView | null;
}

export interface NotificationFilter {
  readonly types?: readonly NotificationType[] | undefined;
  readonly excludeTypes?: readonly NotificationType[] | undefined;
  readonly accountId?: bigint | undefined;
}

export async function notificationsOf(
  view: View,
  viewer: Owner,
  request: PageRequest,
  filter: NotificationFilter,
): Promise<PageResult<NotificationView>> {
  return pageById(view, { table: notifications, ...byOwnId }, request, async (rows) => {
    const wanted = rows.filter(
      (row) =>
        (filter.types === undefined || filter.types.includes(row.type)) &&
        !(filter.excludeTypes ?? []).includes(row.type) &&
        (filter.accountId === undefined || row.accountId === filter.accountId),
    );
    return notificationViews(view, viewer, wanted);
  });
}

/** Completes notification rows; those whose status or account is gone, or no longer wanted, are left out. */
export async function notificationViews(
  view: View,
  viewer: Owner,
  rows: readonly NotificationRow[],
): Promise<NotificationView[]> {
  const found = await statusesById(
    view,
    viewer,
    rows.flatMap((row) => (row.statusId === null ? [] : [row.statusId])),
  );
  const byStatus = new Map(found.map((it) => [it.status.id, it]));
  const views: NotificationView[] = [];
  for (const notification of rows) {
    const account = await view.get(accounts, { id: notification.accountId });
    if (account === undefined || account.suspended) continue;
    const key = { actorUri: account.uri };
    if ((await view.get(blocks, key)) !== undefined) continue;
    if ((await view.get(mutes, key))?.notifications === true) continue;
    const status = notification.statusId === null ? null : (byStatus.get(notification.statusId) ?? undefined);
    if (status === undefined) continue;
    views.push({ notification, account, status });
  }
  return views;
}
