/** Changes who may quote a status of one's own; quotes that stand already stay (Mastodon: PUT /api/v1/statuses/:id/interaction_policy). */

import type { Caller, UserContext } from "../context.ts";
import { statuses, type QuotePolicy, type StatusRow } from "../schema/statuses.ts";
import { quoteRule } from "../status/quotePolicy.ts";
import { CoreError } from "../error.ts";
import { act } from "./act.ts";
import { sendInteractionChange } from "./sendQuoteChange.ts";
import { ownStatus } from "./target.ts";

/** @throws {CoreError} `NotFound`, and those of `admit` */
export async function setQuotePolicy(
  ctx: UserContext,
  caller: Caller,
  args: { readonly statusUri: string; readonly quotePolicy: QuotePolicy },
): Promise<StatusRow> {
  return act(ctx, caller, "social", async (turn) => {
    const status = await ownStatus(turn, ctx.owner, args.statusUri);
    if (status.boostOfId !== null) throw new CoreError("NotFound", "A boost cannot be quoted.");
    const quotePolicy = quoteRule(args.quotePolicy, status.visibility);
    if (JSON.stringify(status.quotePolicy) === JSON.stringify(quotePolicy)) return status;
    await turn.update(statuses, { id: status.id }, { quotePolicy });
    const after = { ...status, quotePolicy };
    turn.signal({ type: "edited", statusId: status.id });
    await sendInteractionChange(ctx, turn, after, `policy/${turn.now}`);
    return after;
  });
}
