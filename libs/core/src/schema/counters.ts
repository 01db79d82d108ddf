/** Totals that the instance tells about itself, kept as they change so that nobody has to count. */

import { integer, text } from "../store/column.ts";
import type { Turn, View } from "../store/store.ts";
import { table } from "../store/table.ts";

export const counters = table("counters", {
  scope: "shared",
  columns: { name: text<"users" | "statuses" | "domains">(), value: integer() },
  primaryKey: ["name"],
});

export interface Counters {
  /** Local users. */
  readonly users: number;
  /** Statuses written here. */
  readonly statuses: number;
  /** Remote servers heard of. */
  readonly domains: number;
}

export async function readCounters(view: View): Promise<Counters> {
  const value = async (name: keyof Counters): Promise<number> =>
    (await view.get(counters, { name }))?.value ?? 0;
  return {
    users: await value("users"),
    statuses: await value("statuses"),
    domains: await value("domains"),
  };
}

/** Changes a total within the turn that changes what it counts. */
export async function addToCounter(turn: Turn, name: keyof Counters, by: number): Promise<void> {
  const value = (await turn.get(counters, { name }))?.value ?? 0;
  await turn.put(counters, { name, value: Math.max(0, value + by) });
}
