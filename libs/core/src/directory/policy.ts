/**
 * The policy of the instance: the rules that people agree to (spec 09, WI-4.3: UpdatePolicy). Moderators write it until a
 * governance is set, and then that one does; before anybody has, it is what the instance was configured with.
 */

import type { Caller, Context } from "../context.ts";
import { CoreError } from "../error.ts";
import { settings } from "../schema/instance.ts";
import { INSTANCE, type View } from "../store/store.ts";
import { MOST_RULES } from "./fileReport.ts";
import { requireAuthority } from "./governance.ts";

const SETTING = "policy";

/** In UTF-16 code units. */
export const RULE_CHARACTERS = 1_000;

export interface Policy {
  /** In their order: a rule's id is its place, from 1. */
  readonly rules: readonly string[];
}

export function policy(ctx: Context): Promise<Policy> {
  return ctx.store.view(INSTANCE, (view) => policyIn(ctx, view));
}

async function policyIn({ instance }: Context, view: View): Promise<Policy> {
  const row = await view.get(settings, { key: SETTING });
  // This program has written it, or an older one, in this form.
  return row === undefined ? { rules: instance.rules ?? [] } : (row.value as { readonly rules: string[] });
}

/**
 * @param change is given what holds, and gives what is to hold from now on: nobody else's change comes between
 * @returns what holds now
 * @throws {CoreError} `Unauthorized`, `BadArgs` (`rules`); whatever `change` throws
 */
export async function updatePolicy(
  ctx: Context,
  caller: Caller,
  change: (policy: Policy) => Policy,
): Promise<Policy> {
  return ctx.store.turn(INSTANCE, async (turn) => {
    await requireAuthority(turn, caller);
    const rules = change(await policyIn(ctx, turn)).rules.map((rule) => rule.trim());
    if (rules.length > MOST_RULES) throw badRules(`There are at most ${MOST_RULES} rules.`);
    if (rules.some((rule) => rule === "" || rule.length > RULE_CHARACTERS)) {
      throw badRules(`A rule has 1 to ${RULE_CHARACTERS} characters.`);
    }
    await turn.put(settings, { key: SETTING, value: { rules } });
    return { rules };
  });
}

function badRules(message: string): CoreError {
  return new CoreError("BadArgs", message, { field: "rules" });
}
