/**
 * synchronizeFollowers: brings who follows an account from here into line with what the account's server says (FEP-8fcf;
 * spec 03: Follower Synchronization; Mastodon: SynchronizeFollowersService).
 */

import { idOf } from "@mastic/activitypub";
import { followersDigest } from "@mastic/http-signatures";
import { CoreError } from "../../error.ts";
import { accounts } from "../../schema/accounts.ts";
import { INSTANCE } from "../../store/store.ts";
import type { HomeContext } from "../context.ts";
import type { FollowersHere } from "../followersHere.ts";
import { MOST_FOLLOWERS } from "../followersOfHost.ts";
import type { Gatherer } from "../gather.ts";
import { hostOf, isOurs } from "../origin.ts";
import { done, permanent, type Performer } from "./outcome.ts";
import { recordOf, textOf } from "./payload.ts";

const ATTEMPTS = 5;
/** Pages of one collection that are read. */
const PAGES = 20;
/** Follows that one comparison takes back; the next goes on. More at once, a peer could have us send at whatever inbox it names. */
const MOST_UNDONE = 50;
/** How many follows are ended at once. */
const AT_ONCE = 20;

/** @param followers of this node */
export function synchronizeFollowers(
  ctx: HomeContext,
  gather: Pick<Gatherer, "document">,
  followers: FollowersHere,
): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const actorUri = textOf(payload, "actorUri");
    const actor = await ctx.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri: actorUri }));
    const here = actor && (await followers.of(actor));
    if (actor === undefined || here === undefined) return done;
    const digest = await followersDigest(here.keys(), ctx.crypto);
    if (digest === textOf(payload, "digest")) return done;
    try {
      const listed = await listedFollowers(gather, textOf(payload, "url"));
      // Another list than the sender has signed for. Where it has changed since, the next delivery says so.
      if ((await followersDigest(listed, ctx.crypto)) !== textOf(payload, "digest")) return done;
      const unlisted = [...here].filter(([uri]) => !listed.has(uri));
      for (let first = 0; first < unlisted.length; first += AT_ONCE) {
        await Promise.all(unlisted.slice(first, first + AT_ONCE).map(([, follower]) => follower.end()));
      }
      let undone = 0;
      for (const uri of listed) {
        if (undone >= MOST_UNDONE) break;
        if (isOurs(ctx.instance, uri) && !here.has(uri) && (await followers.confirm(uri, actor))) undone += 1;
      }
      return done;
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      const mayWork = error.code === "RemoteUnavailable" && effect.attempts < ATTEMPTS;
      return mayWork ? { status: "retry", error: error.message } : permanent(error.message);
    }
  };
}

/**
 * The ids in a partial follower collection, which should all be of this node. Pages are read to the last, all of the same host: a list that
 * ends early would end follows.
 */
async function listedFollowers(
  gather: Pick<Gatherer, "document">,
  url: string,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let at: string | null = url;
  for (let page = 0; at !== null; page += 1) {
    if (page > PAGES || hostOf(at) !== hostOf(url)) throw new CoreError("NotFound", `${url} does not end.`);
    const entity = await gather.document(at);
    if (entity.kind !== "collection") throw new CoreError("NotFound", `${at} is no collection.`);
    for (const item of entity.items) {
      const uri = idOf(item);
      if (uri !== null) found.add(uri);
    }
    if (found.size > MOST_FOLLOWERS) throw new CoreError("NotFound", `${url} lists too many.`);
    at = entity.next ?? (entity.items.length === 0 ? entity.first : null);
  }
  return found;
}
