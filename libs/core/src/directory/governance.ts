/**
 * Who decides about people and other servers: moderators, until a governance (an SNS on the Internet Computer) is set; then
 * it alone (WI-4.2, WI-4.3; spec 06: DAO-Based Governance). Reports and single posts stay with moderators (UC15).
 */

import type { Caller, Context } from "../context.ts";
import { CoreError } from "../error.ts";
import { settings } from "../schema/instance.ts";
import { INSTANCE, type View } from "../store/store.ts";
import { moderates } from "./moderates.ts";

const SETTING = "governance";

/** The principal that governs this instance; `undefined` while its moderators do. */
export async function governance(ctx: Context): Promise<string | undefined> {
  return ctx.store.view(INSTANCE, governanceIn);
}

async function governanceIn(view: View): Promise<string | undefined> {
  const row = await view.get(settings, { key: SETTING });
  return typeof row?.value === "string" ? row.value : undefined;
}

/**
 * Hands the instance over, for good. Whoever calls this has checked that the caller controls the instance.
 * @throws {CoreError} `Unauthorized` when it has been handed over before
 */
export async function setGovernance(ctx: Context, args: { readonly principal: string }): Promise<void> {
  await ctx.store.turn(INSTANCE, async (turn) => {
    const row = { key: SETTING, value: args.principal };
    if (await turn.insertIfAbsent(settings, row)) return;
    throw new CoreError("Unauthorized", "The governance has been set already.");
  });
}

/**
 * Lets in who may name moderators, suspend and remove users, and decide about other servers.
 * @returns the caller's principal. @throws {CoreError} `Unauthorized`
 */
export async function requireAuthority(view: View, caller: Caller): Promise<string> {
  const { principal } = caller;
  const governing = await governanceIn(view);
  const isEntitled =
    principal !== null &&
    (governing === undefined ? await moderates(view, principal) : principal === governing);
  if (isEntitled) return principal;
  throw new CoreError(
    "Unauthorized",
    governing === undefined
      ? "Only moderators may do this."
      : "The governance of this instance decides this, by proposals.",
  );
}
