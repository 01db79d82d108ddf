/**
 * synchronizeFollowers: brings who follows an account from here into line with what the account's server says (FEP-8fcf;
 * spec 03: Follower Synchronization; Mastodon: SynchronizeFollowersService).
 */

import { idOf } from "@mastic/activitypub";
import { followersDigest } from "@mastic/http-signatures";
import { followActivity, undoActivity } from "../../document/activity.ts";
import { CoreError } from "../../error.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { subscriptions } from "../../schema/instance.ts";
import { following } from "../../schema/user.ts";
import { INSTANCE, type Bound, type Turn } from "../../store/store.ts";
import { acceptFollowing } from "../../user/following.ts";
import { endFollow } from "../../user/followUser.ts";
import { send } from "../../user/send.ts";
import type { FederationContext } from "../context.ts";
import { MOST_FOLLOWERS } from "../followersOfHost.ts";
import type { Gatherer } from "../gather.ts";
import { hostOf, isOurs } from "../origin.ts";
import { done, permanent, type Performer } from "./outcome.ts";
import { recordOf, textOf } from "./payload.ts";

const ATTEMPTS = 5;
const PAGE = 500;
/** Pages of one collection that are read. */
const PAGES = 20;
/** Follows that one comparison takes back; the next goes on. More at once, a peer could have us send at whatever inbox it names. */
const MOST_UNDONE = 50;

export function synchronizeFollowers(ctx: FederationContext, gather: Gatherer): Performer {
  return async (effect) => {
    const payload = recordOf(effect.payload);
    const actorUri = textOf(payload, "actorUri");
    const actor = await ctx.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri: actorUri }));
    const here = await followersHere(ctx, actorUri);
    if (actor === undefined || here === undefined) return done;
    const digest = await followersDigest(here.keys(), ctx.crypto);
    if (digest === textOf(payload, "digest")) return done;
    try {
      const listed = await listedFollowers(gather, textOf(payload, "url"));
      // Another list than the sender has signed for. Where it has changed since, the next delivery says so.
      if ((await followersDigest(listed, ctx.crypto)) !== textOf(payload, "digest")) return done;
      for (const [uri, { owner, followUri }] of here) {
        if (listed.has(uri)) continue;
        await ctx.store.turn(owner, (turn) => endUnlisted(turn, actor, followUri));
      }
      let undone = 0;
      for (const uri of listed) {
        if (undone >= MOST_UNDONE) break;
        if (isOurs(ctx.instance, uri) && !here.has(uri) && (await confirmOrUndo(ctx, uri, actor)))
          undone += 1;
      }
      return done;
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      const mayWork = error.code === "RemoteUnavailable" && effect.attempts < ATTEMPTS;
      return mayWork ? { status: "retry", error: error.message } : permanent(error.message);
    }
  };
}

interface Follow {
  readonly owner: bigint;
  readonly followUri: string;
}

/** Who follows the actor from here, by id; requests that wait do not count. `undefined`: too many. */
async function followersHere(
  ctx: FederationContext,
  actorUri: string,
): Promise<ReadonlyMap<string, Follow> | undefined> {
  const found = new Map<string, Follow>();
  let after: Bound<typeof subscriptions> | undefined;
  do {
    const from = after === undefined ? {} : { after };
    const { rows, next } = await ctx.store.view(INSTANCE, (view) =>
      view.scan(subscriptions, {
        index: "byActor",
        equals: { actorUri, follows: true },
        ...from,
        limit: PAGE,
      }),
    );
    for (const { userId } of rows) {
      const { self, row } = await ctx.store.view(userId, async (view) => ({
        self: await view.get(accounts, { id: userId }),
        row: await view.get(following, { actorUri }),
      }));
      if (self === undefined || row?.status !== "Accepted") continue;
      found.set(self.uri, { owner: userId, followUri: row.followUri });
    }
    if (found.size > MOST_FOLLOWERS) return undefined;
    after = next;
  } while (after !== undefined);
  return found;
}

/**
 * The ids in a partial follower collection, which should all be of this node. Pages are read to the last, all of the same host: a list that
 * ends early would end follows.
 */
async function listedFollowers(gather: Gatherer, url: string): Promise<ReadonlySet<string>> {
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

/** The follow that was compared, and no later one: the other side has forgotten it, and is told again in case. */
async function endUnlisted(turn: Turn, actor: AccountRow, followUri: string): Promise<void> {
  const row = await turn.get(following, { actorUri: actor.uri });
  const self = await turn.get(accounts, { id: turn.owner });
  if (self === undefined || row?.status !== "Accepted" || row.followUri !== followUri) return;
  await endFollow(turn, self, actor);
}

/**
 * Listed there, and no follower here: a request whose Accept was lost is accepted, a follow that is over undone.
 * @returns whether an Undo was sent
 */
async function confirmOrUndo(ctx: FederationContext, uri: string, actor: AccountRow): Promise<boolean> {
  const self = await ctx.store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
  if (self?.host !== null) return false;
  return ctx.store.turn(self.id, async (turn) => {
    const row = await turn.get(following, { actorUri: actor.uri });
    if (row !== undefined) {
      await acceptFollowing(turn, actor.uri);
      return false;
    }
    const follow = followActivity(self, `${self.uri}#follows/${turn.nextId()}`, actor.uri);
    send(turn, self, undoActivity(self, follow), { followers: false, accounts: [actor] });
    return true;
  });
}
