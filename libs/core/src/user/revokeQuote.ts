/** Takes back one's leave to quote a status: the quote is detached from it, here and elsewhere (FEP-044f, section "Revocation"; Mastodon: POST …/quotes/:id/revoke). */

import type { Caller, UserContext } from "../context.ts";
import { revokeQuoteActivity } from "../document/quote.ts";
import { CoreError } from "../error.ts";
import { accounts } from "../schema/accounts.ts";
import { isListed, statuses, type StatusRow } from "../schema/statuses.ts";
import { settleQuote } from "../status/quote.ts";
import { act } from "./act.ts";
import { distinct } from "./compose.ts";
import { witnesses } from "./reach.ts";
import { send } from "./send.ts";
import { sendQuoteChange } from "./sendQuoteChange.ts";
import { ownStatus } from "./target.ts";

export interface RevokeQuoteArgs {
  /** The owner's status that is quoted. */
  readonly statusUri: string;
  /** The status that quotes it. */
  readonly quotingUri: string;
}

/**
 * Revoked twice, it changes and sends nothing.
 * @returns the status that quoted
 * @throws {CoreError} `NotFound`, and those of `admit`
 */
export async function revokeQuote(
  ctx: UserContext,
  caller: Caller,
  args: RevokeQuoteArgs,
): Promise<StatusRow> {
  return act(ctx, caller, "social", async (turn, { account }) => {
    const quoted = await ownStatus(turn, ctx.owner, args.statusUri);
    const before = await turn.find(statuses, "uri", { uri: args.quotingUri });
    const author = before && (await turn.get(accounts, { id: before.accountId }));
    if (before?.quotedId !== quoted.id || author === undefined)
      throw new CoreError("NotFound", "It does not quote this status.");
    const change = { quoteState: "revoked", quoteApprovalUri: null } as const;
    const after = await settleQuote(turn, before.id, change);
    if (after === undefined) return before;
    if (before.accountId === ctx.owner) await sendQuoteChange(ctx, turn, after);
    if (before.quoteApprovalUri !== null) {
      const uris = { quotingUri: before.uri, quotedUri: quoted.uri };
      send(turn, account, revokeQuoteActivity(account, before.quoteApprovalUri, uris), {
        followers: isListed(quoted.visibility),
        accounts: distinct([author, ...(await witnesses(turn, quoted))]),
      });
    }
    return after;
  });
}
