/** A like, as everybody who sees the status counts it. Local and remote likes go the same way, and each counts once. */

import { likes, statuses, type StatusRow } from "../schema/statuses.ts";
import type { Turn } from "../store/store.ts";

/** @returns whether the like is new. */
export async function addLike(
  turn: Turn,
  status: StatusRow,
  accountId: bigint,
  likeUri: string | null,
): Promise<boolean> {
  const added = await turn.insertIfAbsent(likes, {
    statusId: status.id,
    accountId,
    id: turn.nextId(),
    uri: likeUri,
    createdAt: turn.now,
  });
  if (added) await count(turn, status.id, 1);
  return added;
}

/** @returns whether there was such a like. */
export async function removeLike(turn: Turn, statusId: bigint, accountId: bigint): Promise<boolean> {
  const removed = await turn.delete(likes, { statusId, accountId });
  if (removed) await count(turn, statusId, -1);
  return removed;
}

async function count(turn: Turn, id: bigint, by: number): Promise<void> {
  const status = await turn.get(statuses, { id });
  if (status === undefined) return;
  await turn.update(statuses, { id }, { likeCount: Math.max(0, status.likeCount + by) });
}
