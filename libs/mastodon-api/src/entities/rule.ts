/** Mastodon: entities/Rule. A rule's id is its place among the rules, from 1. */

import type { BrokenRule, Policy } from "@mastic/core";
import type { JsonObject } from "./account.ts";

export function ruleEntities({ rules }: Policy): JsonObject[] {
  return rules.map((text, index) => ({ id: (index + 1).toString(), text, hint: "", translations: {} }));
}

/** @returns undefined for an id that no rule has */
export function findRule({ rules }: Policy, id: string): BrokenRule | undefined {
  const text = /^[1-9]\d{0,3}$/.test(id) ? rules[Number(id) - 1] : undefined;
  return text === undefined ? undefined : { id, text };
}
