/** Totals that the instance tells about itself, kept as they change so that nobody has to count. */

import { integer, text } from "../store/column.ts";
import type { Turn, View } from "../store/store.ts";
import { table } from "../store/table.ts";

export const counters = table("counters", {
  scope: "shared",
  columns: {
    name: text<"users" | "statuses" | "domains" | "activeMonth" | "activeHalfyear">(),
    value: integer(),
  },
  primaryKey: ["name"],
});

export interface Counters {
  /** Local users. */
  readonly users: number;
  /** Statuses written here, but direct ones, as accounts count theirs. */
  readonly statuses: number;
  /** Remote servers heard of. */
  readonly domains: number;
  /** Local users who were active in the last 30 days, and in the last 180; `null` where nobody has counted them. */
  readonly activeMonth: number | null;
  readonly activeHalfyear: number | null;
}

export async function readCounters(view: View): Promise<Counters> {
  const value = async (name: keyof Counters): Promise<number | null> =>
    (await view.get(counters, { name }))?.value ?? null;
  return {
    users: (await value("users")) ?? 0,
    statuses: (await value("statuses")) ?? 0,
    domains: (await value("domains")) ?? 0,
    activeMonth: await value("activeMonth"),
    activeHalfyear: await value("activeHalfyear"),
  };
}

/** What an instance whose users live elsewhere has counted of them, now and then. */
export type UsageFigures = Readonly<Record<"statuses" | "activeMonth" | "activeHalfyear", number>>;

/** Takes the place of what was counted before. */
export async function putUsage(turn: Turn, figures: UsageFigures): Promise<void> {
  const { statuses, activeMonth, activeHalfyear } = figures;
  await turn.put(counters, { name: "statuses", value: statuses });
  await turn.put(counters, { name: "activeMonth", value: activeMonth });
  await turn.put(counters, { name: "activeHalfyear", value: activeHalfyear });
}

/** Changes a total within the turn that changes what it counts. */
export async function addToCounter(
  turn: Turn,
  name: "users" | "statuses" | "domains",
  by: number,
): Promise<void> {
  const value = (await turn.get(counters, { name }))?.value ?? 0;
  await turn.put(counters, { name, value: Math.max(0, value + by) });
}
