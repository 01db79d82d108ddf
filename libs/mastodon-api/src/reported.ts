/** What reports are about, for moderators: read where it is, and deleted there (Mastodon: entities/Admin_Report; UC15). */

import {
  Audience,
  INSTANCE,
  parseId,
  statuses,
  viewStatuses,
  type Caller,
  type ReportRow,
  type StatusRow,
} from "@mastic/core";
import type { Api } from "./call.ts";
import type { JsonObject } from "./entities/account.ts";
import { statusEntity } from "./entities/status.ts";
import { ApiError } from "./error.ts";

/** What a report names, as entities. */
export interface ReportedEntities {
  /** Mastodon: entities/Status; those that are still there. */
  readonly statuses: readonly JsonObject[];
  /** Mastodon: entities/Account; given where the store of the instance does not know the account reported. */
  readonly target?: JsonObject | undefined;
}

/** Given by hosts whose homes have stores of their own; elsewhere the store of the instance has everything. */
export interface Reported {
  read(report: ReportRow): Promise<ReportedEntities>;
  /**
   * Deletes the status that `read` has shown by this id. The caller has been found to moderate.
   * @returns whether there is such a status @throws {ApiError} 422 for one of another server
   */
  remove(caller: Caller, id: string): Promise<boolean>;
}

export function reportedOf(api: Api): Reported {
  return api.reported ?? stored(api);
}

function stored(api: Api): Reported {
  const { store, instance, now } = api.context;
  return {
    read: ({ targetStatusUris }) =>
      store.view(INSTANCE, async (view) => {
        const found: StatusRow[] = [];
        for (const uri of targetStatusUris) {
          const status = await view.find(statuses, "uri", { uri });
          if (status !== undefined) found.push(status);
        }
        const views = await viewStatuses(new Audience(view, INSTANCE), found);
        return { statuses: views.map((it) => statusEntity(instance, it, now())) };
      }),
    async remove(caller, text) {
      const id = parseId(text);
      const status =
        id === undefined ? undefined : await store.view(INSTANCE, (view) => view.get(statuses, { id }));
      if (status === undefined) return false;
      if (!status.local) {
        throw new ApiError(
          422,
          "This post is of another server: block its domain, or its author for yourself.",
        );
      }
      await api.user(status.accountId).deleteStatus(caller, { statusUri: status.uri });
      return true;
    },
  };
}
