/** Removes what has expired, a few rows at a time, whenever something new is kept. */

import type { Turn } from "@mastic/core";
import type { passkeyCeremonies } from "../passkeys/tables.ts";
import type { browserSessions, oauthCodes } from "./tables.ts";

const MOST = 20;

type Expiring = typeof browserSessions | typeof oauthCodes | typeof passkeyCeremonies;

export async function sweep(turn: Turn, table: Expiring): Promise<void> {
  const { rows } = await turn.scan(table, {
    index: "byExpiry",
    before: { expiresAt: turn.now },
    limit: MOST,
  });
  for (const row of rows) await turn.delete(table, row);
}
