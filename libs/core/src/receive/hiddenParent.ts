/** Answers to what their author may not see: a guessed id must tie nothing to a status that is not for everybody. */

import type { Context } from "../context.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { isListed, statuses } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import { canSee } from "../user/visibility.ts";
import { isLocal } from "./prepared.ts";

/**
 * @param inReplyToUri what a status of `author`'s answers
 * @returns the local author of that, when it is followers-only or direct and hidden from `author`; else `undefined`
 */
export async function hiddenParentAuthor(
  { store }: Pick<Context, "store">,
  author: AccountRow,
  inReplyToUri: string | null,
): Promise<AccountRow | undefined> {
  if (inReplyToUri === null) return undefined;
  const parent = await store.view(INSTANCE, async (view) => {
    const status = await view.find(statuses, "uri", { uri: inReplyToUri });
    if (status === undefined) return undefined;
    const owner = await view.get(accounts, { id: status.accountId });
    return owner === undefined ? undefined : { status, owner };
  });
  if (parent === undefined || !isLocal(parent.owner) || isListed(parent.status.visibility)) return undefined;
  const { owner, status } = parent;
  const maySee = await store.view(owner.id, (view) => canSee(view, author.uri, status, owner));
  return maySee ? undefined : owner;
}
