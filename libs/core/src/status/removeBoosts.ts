/** removeBoosts: the boosts that a deleted status has left behind, so many in each turn (decision 011). */

import type { Context } from "../context.ts";
import { done, type Performer } from "../federation/perform/outcome.ts";
import { recordOf, textOf } from "../federation/perform/payload.ts";
import { statuses } from "../schema/statuses.ts";
import { removeBoostsOf } from "./removeStatus.ts";

export function removeBoosts({ store }: Context): Performer {
  return async ({ owner, payload }) => {
    const id = BigInt(textOf(recordOf(payload), "statusId"));
    await store.turn(owner, async (turn) => {
      if ((await turn.get(statuses, { id })) === undefined) await removeBoostsOf(turn, id);
    });
    return done;
  };
}
