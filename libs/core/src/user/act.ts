/** How a user's command runs: admitted before it gathers anything, checked again in the one turn that changes things. */

import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { ProfileRow } from "../schema/user.ts";
import { StoreError } from "../store/error.ts";
import type { Turn } from "../store/store.ts";
import { requireOwner } from "./owner.ts";

/** The owner, as its turn finds it. */
export interface Self {
  readonly account: AccountRow;
  readonly profile: ProfileRow;
}

/**
 * Lets the owner in, and counts the action where it is a social one (UC19). Nothing is fetched in anybody's name before.
 * @throws {CoreError} `AnonymousPrincipal`, `Unauthorized`, `Suspended`, `RateLimitExceeded`
 */
export async function admit(
  ctx: UserContext,
  caller: Caller,
  kind: "social" | "private" = "social",
): Promise<Self> {
  const self = await ctx.store.view(ctx.owner, (view) => requireOwner(view, ctx.owner, caller));
  if (kind === "social") ctx.rateLimit.take(ctx.owner, ctx.now());
  return self;
}

/**
 * The turn of a command that has been admitted. Much may have happened since.
 * @throws {CoreError} `BadArgs` also for a text that no engine keeps: with U+0000 or half a character in it
 */
export async function commit<R>(
  ctx: UserContext,
  caller: Caller,
  change: (turn: Turn, self: Self) => Promise<R>,
): Promise<R> {
  try {
    return await ctx.store.turn(ctx.owner, async (turn) =>
      change(turn, await requireOwner(turn, ctx.owner, caller)),
    );
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== "invalid_value") throw error;
    throw new CoreError("BadArgs", "The text holds what cannot be kept.", {
      ...(error.column === undefined ? {} : { field: error.column }),
      cause: error,
    });
  }
}

/** A command that gathers nothing. */
export async function act<R>(
  ctx: UserContext,
  caller: Caller,
  kind: "social" | "private",
  change: (turn: Turn, self: Self) => Promise<R>,
): Promise<R> {
  await admit(ctx, caller, kind);
  return commit(ctx, caller, change);
}
