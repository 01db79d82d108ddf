/** The Idempotency-Key of a publication, kept for an hour (Mastodon: POST /api/v1/statuses). */

import { statuses, type StatusRow } from "../schema/statuses.ts";
import { idempotencyKeys } from "../schema/user.ts";
import type { Millis, Turn } from "../store/store.ts";

const KEPT: Millis = 3_600_000;
/** How many expired keys each publication sweeps away. */
const SWEEP = 20;

/** The status that this key published, while that is remembered. */
export async function recallStatus(turn: Turn, key: string | undefined): Promise<StatusRow | undefined> {
  if (key === undefined) return undefined;
  const row = await turn.get(idempotencyKeys, { key });
  if (row === undefined || row.createdAt <= turn.now - KEPT) return undefined;
  return turn.get(statuses, { id: row.statusId });
}

export async function rememberStatus(turn: Turn, key: string | undefined, statusId: bigint): Promise<void> {
  const { rows } = await turn.scan(idempotencyKeys, {
    index: "byTime",
    before: { createdAt: turn.now - KEPT },
    limit: SWEEP,
  });
  for (const expired of rows) await turn.delete(idempotencyKeys, { key: expired.key });
  if (key !== undefined) await turn.put(idempotencyKeys, { key, statusId, createdAt: turn.now });
}
