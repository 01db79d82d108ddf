/** The rules of the instance, as its governance sets them (WI-4.3: UpdatePolicy). */

import type { Store } from "@mastic/core";
import type { Policy } from "../candid/directory.did.ts";
import { Setting } from "../host/setting.ts";

const setting = new Setting<{ readonly rules: readonly string[] }>("policy", { rules: [] });
const RULES = 50;
const RULE_CHARACTERS = 1_000;

export async function policyOf(store: Store): Promise<Policy> {
  return { rules: [...(await setting.read(store)).rules] };
}

/** @returns what is wrong with it */
export function faultOfPolicy({ rules }: Policy): string | undefined {
  if (rules.length > RULES) return `A policy has at most ${RULES} rules.`;
  if (rules.some((rule) => rule.trim() === "" || rule.length > RULE_CHARACTERS)) {
    return `A rule has 1 to ${RULE_CHARACTERS} characters.`;
  }
  return undefined;
}

export async function setPolicy(store: Store, policy: Policy): Promise<void> {
  await setting.update(store, () => ({ rules: policy.rules }));
}
