/** Remembers how far the owner has read (Mastodon: markers). */

import type { Caller, UserContext } from "../context.ts";
import { markers } from "../schema/user.ts";
import type { Row } from "../store/table.ts";
import { act } from "./act.ts";

export type MarkerRow = Row<typeof markers>;

export type MarkersArgs = Partial<Readonly<Record<MarkerRow["timeline"], string>>>;

/** @param args the id last read in each timeline. @returns the markers set. @throws {CoreError} those of `admit` */
export async function setMarkers(ctx: UserContext, caller: Caller, args: MarkersArgs): Promise<MarkerRow[]> {
  return act(ctx, caller, "private", async (turn) => {
    const set: MarkerRow[] = [];
    for (const timeline of ["home", "notifications"] as const) {
      const lastReadId = args[timeline];
      if (lastReadId === undefined) continue;
      const known = await turn.get(markers, { timeline });
      const row = { timeline, lastReadId, version: (known?.version ?? 0) + 1, updatedAt: turn.now };
      await turn.put(markers, row);
      set.push(row);
    }
    return set;
  });
}
