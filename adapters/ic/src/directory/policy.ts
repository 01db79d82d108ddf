/** Rules of the instance by their ids, as a report names them. */

import { CoreError, policy, type BrokenRule, type Context } from "@mastic/core";

/** The rules of these ids, which are their places from 1, each once. @throws {CoreError} `BadArgs` for one that there is not */
export async function rulesById(context: Context, ids: readonly string[]): Promise<BrokenRule[]> {
  const { rules } = await policy(context);
  return [...new Set(ids)].map((id) => {
    const text = /^[1-9]\d?$/.test(id) ? rules[Number(id) - 1] : undefined;
    if (text === undefined)
      throw new CoreError("BadArgs", "Reported rules do not exist", { field: "rule_ids" });
    return { id, text };
  });
}
