/** Finding the status a path names, as far as the viewer may see it. */

import {
  accounts,
  Audience,
  statuses,
  viewStatuses,
  type StatusRow,
  type StatusView,
  parseId,
} from "@mastic/core";
import { notFound, read, type Call } from "./call.ts";

/** The status whether or not the viewer may see it: for what needs no more than to know whose it is. */
export async function statusById(call: Call, id: string | undefined): Promise<StatusRow | undefined> {
  const parsed = id === undefined ? undefined : parseId(id);
  return parsed === undefined ? undefined : read(call, (view) => view.get(statuses, { id: parsed }));
}

/** @throws {ApiError} 404 when there is none, or when the viewer may not see it */
export async function visibleStatus(call: Call, id: string | undefined): Promise<StatusRow> {
  const parsed = id === undefined ? undefined : parseId(id);
  if (parsed === undefined) throw notFound();
  const row = await read(call, async (view, viewer) => {
    const status = await view.get(statuses, { id: parsed });
    const author = status && (await view.get(accounts, { id: status.accountId }));
    if (status === undefined || author === undefined) return undefined;
    return (await new Audience(view, viewer).maySee(status, author)) ? status : undefined;
  });
  if (row === undefined) throw notFound();
  return row;
}

/** The status as it is now, for the answer to an action on it. @throws {ApiError} 404 */
export async function statusView(call: Call, id: bigint): Promise<StatusView> {
  const [found] = await read(call, async (view, viewer) => {
    const row = await view.get(statuses, { id });
    return row === undefined ? [] : viewStatuses(new Audience(view, viewer), [row]);
  });
  if (found === undefined) throw notFound();
  return found;
}
