/**
 * The policy of the instance: the rules that people agree to (spec 09, WI-4.3: UpdatePolicy). Moderators write it until a
 * governance is set, and then that one does; before anybody has, it is what the instance was configured with.
 */

import type { Caller, Context } from "../context.ts";
import { CoreError } from "../error.ts";
import { settings } from "../schema/instance.ts";
import { INSTANCE, type Turn, type View } from "../store/store.ts";
import { requireAuthority } from "./governance.ts";

const SETTING = "policy";

/** How many rules an instance may have, and so a report may name. */
export const MOST_RULES = 50;
/** What a rule may have, in UTF-16 code units. */
export const LONGEST_RULE = 1_000;
/** A rule is one line: lists of them, as voters read them, break where one ends. */
const UNWRITABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

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
    return keep(turn, change(await policyIn(ctx, turn)));
  });
}

/**
 * Replaces the policy for a host that has made sure by itself who asks: its operator, or the governance by a proposal.
 * @returns what holds now
 * @throws {CoreError} `BadArgs` (`rules`)
 */
export function setPolicy({ store }: Context, policy: Policy): Promise<Policy> {
  return store.turn(INSTANCE, (turn) => keep(turn, policy));
}

async function keep(turn: Turn, policy: Policy): Promise<Policy> {
  const rules = checkRules(policy.rules);
  await turn.put(settings, { key: SETTING, value: { rules } });
  return { rules };
}

/**
 * Rules as they are kept, without the space around them.
 * @throws {CoreError} `BadArgs` (`rules`) for more than {@link MOST_RULES}, for one that is empty or longer than 1,000 UTF-16
 * code units, and for one with control characters, line breaks among them
 */
export function checkRules(input: readonly string[]): string[] {
  if (input.length > MOST_RULES) throw badRules(`There are at most ${MOST_RULES} rules.`);
  const rules = input.map((rule) => rule.trim());
  if (rules.some((rule) => rule === "" || rule.length > LONGEST_RULE)) {
    throw badRules(`A rule has 1 to ${LONGEST_RULE} characters.`);
  }
  if (rules.some((rule) => UNWRITABLE.test(rule))) {
    throw badRules("A rule is one line, without control characters.");
  }
  return rules;
}

function badRules(message: string): CoreError {
  return new CoreError("BadArgs", message, { field: "rules" });
}
