/** The rules of the instance, as its moderators, or then its governance, set them (WI-4.3: UpdatePolicy). */

import { CoreError, MOST_RULES, RULE_CHARACTERS, type BrokenRule, type Store } from "@mastic/core";
import type { Policy } from "../candid/directory.did.ts";
import { Setting } from "../host/setting.ts";

/** The same row as core's `updatePolicy` keeps. */
const setting = new Setting<{ readonly rules: readonly string[] }>("policy", { rules: [] });

export async function policyOf(store: Store): Promise<Policy> {
  return { rules: [...(await setting.read(store)).rules] };
}

/** @returns what is wrong with it */
export function faultOfPolicy({ rules }: Policy): string | undefined {
  if (rules.length > MOST_RULES) return `A policy has at most ${MOST_RULES} rules.`;
  if (rules.some((rule) => rule.trim() === "" || rule.length > RULE_CHARACTERS)) {
    return `A rule has 1 to ${RULE_CHARACTERS} characters.`;
  }
  return undefined;
}

/** The rules of these ids, which are their places from 1, each once. @throws {CoreError} `BadArgs` for one that there is not */
export async function rulesById(store: Store, ids: readonly string[]): Promise<BrokenRule[]> {
  const { rules } = await policyOf(store);
  return [...new Set(ids)].map((id) => {
    const text = /^[1-9]\d?$/.test(id) ? rules[Number(id) - 1] : undefined;
    if (text === undefined)
      throw new CoreError("BadArgs", "Reported rules do not exist", { field: "rule_ids" });
    return { id, text };
  });
}

export async function setPolicy(store: Store, policy: Policy): Promise<void> {
  await setting.update(store, () => ({ rules: policy.rules }));
}
