/**
 * How many Undos of follows that are over another server has this node send (FEP-8fcf): its actors may name any inbox
 * for them, and none that was sent is remembered.
 */

import { settings } from "../schema/instance.ts";
import type { Json } from "../store/column.ts";
import { INSTANCE, type Millis, type Store } from "../store/store.ts";

const SETTING = "undosOfHosts";
/** To one server, in one hour from the first. */
const MOST = 50;
const HOUR = 3_600_000;
/** Servers that are counted at once: while there are more of them, the others wait. */
const HOSTS = 200;

type Count = { readonly host: string; readonly since: Millis; readonly sent: number };

export interface UndosTaken {
  /** How many may be sent now: 0 to 50. */
  readonly count: number;
  /** Those that were not needed. */
  giveBack(unused: number): Promise<void>;
}

/**
 * Takes for itself all that a server has left, so that comparisons at the same time do not each send as many.
 * @param host of the actor who is followed
 */
export async function takeUndos(store: Store, host: string): Promise<UndosTaken> {
  const { count, since } = await store.turn(INSTANCE, async (turn) => {
    const row = await turn.get(settings, { key: SETTING });
    const counts = read(row?.value).filter((it) => turn.now - it.since < HOUR);
    const others = counts.filter((it) => it.host !== host);
    const { sent, since } = counts.find((it) => it.host === host) ?? { sent: 0, since: turn.now };
    if (sent >= MOST || others.length >= HOSTS) return { count: 0, since };
    await turn.put(settings, { key: SETTING, value: [...others, { host, since, sent: MOST }] });
    return { count: MOST - sent, since };
  });
  return {
    count,
    async giveBack(unused) {
      if (unused <= 0) return;
      await store.turn(INSTANCE, async (turn) => {
        const row = await turn.get(settings, { key: SETTING });
        const counts = read(row?.value).map((it) =>
          it.host === host && it.since === since ? { ...it, sent: it.sent - unused } : it,
        );
        await turn.put(settings, { key: SETTING, value: counts.filter(({ sent }) => sent > 0) });
      });
    },
  };
}

function read(value: Json | undefined): Count[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((it: Json) => {
    if (typeof it !== "object" || it === null || Array.isArray(it)) return [];
    const { host, since, sent } = it as { readonly [key: string]: Json | undefined };
    return typeof host === "string" && typeof since === "number" && typeof sent === "number"
      ? [{ host, since, sent }]
      : [];
  });
}
