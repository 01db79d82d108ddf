/** What the Directory has taken and given in cycles since its installation. */

import type { Turn, View } from "@mastic/core";
import { Setting } from "../host/setting.ts";

export interface CyclesTotals {
  readonly topUps: bigint;
  readonly cyclesGiven: bigint;
  readonly feesTaken: bigint;
}

const setting = new Setting("cyclesTotals", { topUps: "0", cyclesGiven: "0", feesTaken: "0" });

export async function cyclesTotals(view: View): Promise<CyclesTotals> {
  const { topUps, cyclesGiven, feesTaken } = await setting.get(view);
  return { topUps: BigInt(topUps), cyclesGiven: BigInt(cyclesGiven), feesTaken: BigInt(feesTaken) };
}

export async function addToTotals(turn: Turn, more: Partial<CyclesTotals>): Promise<void> {
  const { topUps, cyclesGiven, feesTaken } = await cyclesTotals(turn);
  await setting.put(turn, {
    topUps: (topUps + (more.topUps ?? 0n)).toString(),
    cyclesGiven: (cyclesGiven + (more.cyclesGiven ?? 0n)).toString(),
    feesTaken: (feesTaken + (more.feesTaken ?? 0n)).toString(),
  });
}
