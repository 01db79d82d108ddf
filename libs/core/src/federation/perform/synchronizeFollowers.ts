/**
 * synchronizeFollowers: brings who follows an account from here into line with what the account's server says (FEP-8fcf;
 * spec 03: Follower Synchronization; Mastodon: SynchronizeFollowersService).
 */

import { idOf } from "@mastic/activitypub";
import { followersDigest } from "@mastic/http-signatures";
import { CoreError } from "../../error.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { INSTANCE } from "../../store/store.ts";
import type { HomeContext } from "../context.ts";
import type { FollowersHere } from "../followersHere.ts";
import { MOST_FOLLOWERS } from "../followersOfHost.ts";
import type { Gatherer } from "../gather.ts";
import { hostOf, isOurs } from "../origin.ts";
import { takeUndos } from "../undosOfHosts.ts";
import { done, permanent, type Performer } from "./outcome.ts";
import { recordOf, textOf } from "./payload.ts";

const ATTEMPTS = 5;
/** Pages of one collection that are read. */
const PAGES = 20;
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
      const failures: unknown[] = [];
      for (let first = 0; first < unlisted.length; first += AT_ONCE) {
        const ends = unlisted.slice(first, first + AT_ONCE).map(([, follower]) => follower.end());
        for (const it of await Promise.allSettled(ends)) {
          if (it.status === "rejected") failures.push(it.reason);
        }
      }
      const others = [...listed].filter((uri) => isOurs(ctx.instance, uri) && !here.has(uri));
      failures.push(...(await confirmAll(ctx, followers, others, actor)));
      if (failures.length > 0) throw gravest(failures);
      return done;
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      const mayWork = error.code === "RemoteUnavailable" && effect.attempts < ATTEMPTS;
      return mayWork ? { status: "retry", error: error.message } : permanent(error.message);
    }
  };
}

/**
 * As far as Undos may be sent to that server now. Whom they have reached it lists no more, and a later comparison goes on.
 * @returns what went wrong for one of them, the others notwithstanding
 */
async function confirmAll(
  { store }: HomeContext,
  followers: FollowersHere,
  uris: readonly string[],
  actor: AccountRow,
): Promise<unknown[]> {
  const failures: unknown[] = [];
  if (uris.length === 0) return failures;
  const undos = await takeUndos(store, hostOf(actor.uri) ?? actor.uri);
  let left = undos.count;
  for (const uri of uris) {
    if (left <= 0) break;
    try {
      if (await followers.confirm(uri, actor)) left -= 1;
    } catch (error) {
      failures.push(error);
    }
  }
  await undos.giveBack(left);
  return failures;
}

/** What is nobody's refusal comes first, then what may work later. */
function gravest(failures: readonly unknown[]): unknown {
  return (
    failures.find((it) => !(it instanceof CoreError)) ??
    failures.find((it) => it instanceof CoreError && it.code === "RemoteUnavailable") ??
    failures[0]
  );
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
