/** Moderators: who may keep order, and who may name others (spec 05: AddModerator, RemoveModerator). */

import type { Caller, Context } from "../context.ts";
import { CoreError } from "../error.ts";
import { moderators } from "../schema/instance.ts";
import { INSTANCE, type Bound, type View } from "../store/store.ts";
import { requireAuthority } from "./governance.ts";
import { moderates } from "./moderates.ts";

/** Makes the first moderator when the instance is set up; once there is one, it changes nothing. */
export async function setUpDirectory(
  ctx: Context,
  args: { readonly initialModerator: string },
): Promise<void> {
  await ctx.store.turn(INSTANCE, async (turn) => {
    const { rows } = await turn.scan(moderators, { limit: 1 });
    if (rows.length > 0) return;
    await turn.insert(moderators, { principal: args.initialModerator, createdAt: turn.now });
  });
}

export function isModerator(ctx: Context, principal: string): Promise<boolean> {
  return ctx.store.view(INSTANCE, (view) => moderates(view, principal));
}

/** All of them, in the order of their principals. */
export async function listModerators(ctx: Context): Promise<string[]> {
  const { rows } = await ctx.store.view(INSTANCE, (view) => view.scan(moderators, { limit: 1_000 }));
  return rows.map(({ principal }) => principal);
}

/** @returns the caller's principal. @throws {CoreError} `Unauthorized` */
export async function requireModerator(view: View, caller: Caller): Promise<string> {
  const { principal } = caller;
  if (principal !== null && (await moderates(view, principal))) return principal;
  throw new CoreError("Unauthorized", "Only moderators may do this.");
}

/** @throws {CoreError} `Unauthorized`, `AlreadyModerator` */
export async function addModerator(
  ctx: Context,
  caller: Caller,
  args: { readonly principal: string },
): Promise<void> {
  await ctx.store.turn(INSTANCE, async (turn) => {
    await requireAuthority(turn, caller);
    const { principal } = args;
    if (await turn.insertIfAbsent(moderators, { principal, createdAt: turn.now })) return;
    throw new CoreError("AlreadyModerator", "This is a moderator already.");
  });
}

/** @throws {CoreError} `Unauthorized`, `NotModerator`, `BadArgs` for the last one who can act */
export async function removeModerator(
  ctx: Context,
  caller: Caller,
  args: { readonly principal: string },
): Promise<void> {
  await ctx.store.turn(INSTANCE, async (turn) => {
    await requireAuthority(turn, caller);
    const { principal } = args;
    if ((await turn.get(moderators, { principal })) === undefined) {
      throw new CoreError("NotModerator", "This is no moderator.");
    }
    if (!(await moderatesAnother(turn, principal))) {
      throw new CoreError("BadArgs", "The last moderator has to stay.", { field: "principal" });
    }
    await turn.delete(moderators, { principal });
  });
}

/** Whether somebody else keeps order at present: who is suspended does not, and could not be let back by anybody. */
async function moderatesAnother(view: View, principal: string): Promise<boolean> {
  let after: Bound<typeof moderators> | undefined;
  do {
    const from: Bound<typeof moderators> | undefined = after;
    const { rows, next } = await view.scan(moderators, {
      ...(from === undefined ? {} : { after: from }),
      limit: 100,
    });
    for (const row of rows)
      if (row.principal !== principal && (await moderates(view, row.principal))) return true;
    after = next;
  } while (after !== undefined);
  return false;
}
