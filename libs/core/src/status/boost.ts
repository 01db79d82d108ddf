/** A boost: a wrapper status that shows another status as that is now, whatever edits it sees. */

import type { AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow, type Visibility } from "../schema/statuses.ts";
import type { Turn, View } from "../store/store.ts";
import { addStatus } from "./addStatus.ts";

/** The account's boost of a status, whatever Announce brought it. */
export async function boostBy(
  view: View,
  booster: AccountRow,
  originalId: bigint,
): Promise<StatusRow | undefined> {
  const { rows } = await view.scan(statuses, {
    index: "byBooster",
    equals: { boostOfId: originalId, accountId: booster.id },
    limit: 1,
  });
  return rows[0];
}

/** Adds the wrapper unless the account boosts the status already, under this id or another; counts the boost once. */
export async function addBoost(
  turn: Turn,
  booster: AccountRow,
  original: StatusRow,
  announce: {
    readonly id: bigint;
    readonly uri: string;
    readonly visibility: Visibility;
    readonly local: boolean;
    readonly createdAt: number;
  },
): Promise<{ row: StatusRow; added: boolean }> {
  const known = await boostBy(turn, booster, original.id);
  if (known !== undefined) return { row: known, added: false };
  const result = await addStatus(turn, booster, {
    id: announce.id,
    uri: announce.uri,
    url: announce.uri,
    local: announce.local,
    content: "",
    source: null,
    spoilerText: null,
    sensitive: false,
    language: null,
    visibility: announce.visibility,
    inReplyToUri: null,
    boostOfId: original.id,
    mentions: [],
    tags: [],
    emojis: [],
    poll: null,
    application: null,
    createdAt: announce.createdAt,
  });
  if (result.added) {
    const current = await turn.get(statuses, { id: original.id });
    if (current !== undefined) {
      await turn.update(statuses, { id: original.id }, { boostCount: current.boostCount + 1 });
    }
  }
  return result;
}
