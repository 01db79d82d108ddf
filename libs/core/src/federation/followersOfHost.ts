/**
 * The followers of a local user who are of one other server, which are what two servers keep in step (FEP-8fcf: partial
 * follower collections).
 */

import { formatCollectionSynchronization, followersDigest } from "@mastic/http-signatures";
import { tryParseUrl } from "@mastic/validation";
import { userUrls } from "../document/urls.ts";
import { accounts } from "../schema/accounts.ts";
import { followers } from "../schema/user.ts";
import type { Bound, Owner, View } from "../store/store.ts";
import type { HomeContext } from "./context.ts";

/** Of more followers of one server, or of more who follow one account from here, nothing is said or compared. */
export const MOST_FOLLOWERS = 5_000;
const PAGE = 500;

/**
 * The ids of the user's followers that begin with the origin of this URL; `undefined` when there are too many to list.
 * @param view of the user's store
 * @param url anything of the other server
 */
export async function followersOfHost(view: View, url: string): Promise<string[] | undefined> {
  const origin = tryParseUrl(url)?.origin;
  if (origin === undefined) return [];
  const found: string[] = [];
  // "0" is the character after "/".
  const before = { actorUri: `${origin}0` };
  let after: Bound<typeof followers> | undefined = { actorUri: `${origin}/` };
  while (after !== undefined) {
    const { rows, next }: { rows: { actorUri: string }[]; next?: Bound<typeof followers> } = await view.scan(
      followers,
      { after, before, limit: PAGE },
    );
    for (const { actorUri } of rows) found.push(actorUri);
    if (found.length > MOST_FOLLOWERS) return undefined;
    after = next;
  }
  return found;
}

/** The value of `Collection-Synchronization` for a delivery to this inbox; `undefined` when there is nothing to say. */
export async function collectionSynchronization(
  ctx: HomeContext,
  owner: Owner,
  inbox: string,
): Promise<string | undefined> {
  const found = await ctx.store.view(owner, async (view) => {
    const account = await view.get(accounts, { id: owner });
    return { account, uris: await followersOfHost(view, inbox) };
  });
  if (found.account === undefined || found.uris === undefined) return undefined;
  const urls = userUrls(ctx.instance.origin, found.account.username);
  return formatCollectionSynchronization({
    collectionId: urls.followers,
    url: urls.followersSynchronization,
    digest: await followersDigest(found.uris, ctx.crypto),
  });
}
