/** Answers to what their author may not see: a guessed id must tie nothing to a status that is not for everybody. */

import { livesHere, type HomeContext } from "../federation/context.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { isListed, statuses } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import { canSee } from "../user/visibility.ts";

/**
 * @param inReplyToUri what a status of `author`'s answers
 * @returns the local author of that, when it is followers-only or direct and hidden from `author`; else `undefined`
 */
export async function hiddenParentAuthor(
  ctx: Pick<HomeContext, "store" | "home">,
  author: AccountRow,
  inReplyToUri: string | null,
): Promise<AccountRow | undefined> {
  if (inReplyToUri === null) return undefined;
  const parent = await ctx.store.view(INSTANCE, async (view) => {
    const status = await view.find(statuses, "uri", { uri: inReplyToUri });
    if (status === undefined) return undefined;
    const owner = await view.get(accounts, { id: status.accountId });
    return owner === undefined ? undefined : { status, owner };
  });
  if (parent === undefined || !livesHere(ctx, parent.owner) || isListed(parent.status.visibility))
    return undefined;
  const { owner, status } = parent;
  const maySee = await ctx.store.view(owner.id, (view) => canSee(view, author.uri, status, owner));
  return maySee ? undefined : owner;
}
