/** Which performer does which effect on homes that are no rows of this store: canisters, on the Internet Computer. */

import type { Context } from "../../context.ts";
import type { Performer } from "../../federation/perform/outcome.ts";
import { recordOf, textOf } from "../../federation/perform/payload.ts";
import { users, type UserRow } from "../../schema/instance.ts";
import { INSTANCE } from "../../store/store.ts";
import { createHome } from "./createHome.ts";
import { unregister } from "./unregister.ts";

/** How a host makes, locks and removes homes elsewhere. Each may be told again, and throws when it may work later. */
export interface HomeKeeper {
  /** Makes the home, or goes on with what a try before has left. */
  create(user: UserRow): Promise<void>;
  /**
   * Locks the owner out, or lets the owner back, and has the followers told.
   * @param version tells this change from others
   */
  suspend(user: UserRow, suspended: boolean, version: bigint): Promise<void>;
  /** Lets the home say good-bye, then removes it. */
  remove(user: UserRow): Promise<void>;
}

/** How often a removal is tried before it waits for `retryDeleteProfile`. */
const ATTEMPTS = 8;

export function separateHomePerformers(
  ctx: Context,
  keeper: HomeKeeper,
): Readonly<Record<"createHome" | "deleteHome" | "suspendHome", Performer>> {
  const userOf = (id: bigint) => ctx.store.view(INSTANCE, (view) => view.get(users, { id }));
  return {
    createHome: createHome(ctx, (user) => keeper.create(user)),
    async deleteHome(effect) {
      const user = await userOf(BigInt(textOf(recordOf(effect.payload), "userId")));
      if (user?.status !== "DeletionPending") return { status: "done" };
      try {
        await keeper.remove(user);
      } catch (error) {
        const message = error instanceof Error ? error.message : "The home could not be removed.";
        return { status: effect.attempts + 1 < ATTEMPTS ? "retry" : "permanent", error: message };
      }
      await unregister(ctx, user.id);
      return { status: "done" };
    },
    async suspendHome(effect) {
      const payload = recordOf(effect.payload);
      const user = await userOf(BigInt(textOf(payload, "userId")));
      const suspended = payload["suspended"] === true;
      // A later word of the moderators' may have come first.
      if (user === undefined || (user.status === "Suspended") !== suspended) return { status: "done" };
      await keeper.suspend(user, suspended, BigInt(textOf(payload, "version")));
      return { status: "done" };
    },
  };
}
