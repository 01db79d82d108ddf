/** Who follows an account from this node, as a comparison of followers needs it (FEP-8fcf): in one store, or in homes. */

import type { Context } from "../context.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { subscriptions } from "../schema/instance.ts";
import { following } from "../schema/user.ts";
import { INSTANCE, type Bound, type Owner, type Store } from "../store/store.ts";
import { confirmListed, endUnlisted } from "./compareFollow.ts";
import { MOST_FOLLOWERS } from "./followersOfHost.ts";

const PAGE = 500;

export interface FollowerHere {
  /** Ends the follow, as long as it is the one that was found. @throws {CoreError} `RemoteUnavailable`: try again later */
  end(): Promise<void>;
}

export interface FollowersHere {
  /** Followers of the actor by their ids, requests that wait left out; `undefined` for more than `MOST_FOLLOWERS`. */
  of(actor: AccountRow): Promise<ReadonlyMap<string, FollowerHere> | undefined>;
  /**
   * Somebody of this node is listed there, and no follower here: a request that waits is accepted, else an Undo sent.
   * @returns whether an Undo was sent
   * @throws {CoreError} `RemoteUnavailable`: try again later
   */
  confirm(uri: string, actor: AccountRow): Promise<boolean>;
}

/**
 * Gathers `FollowersHere.of` page by page.
 * @param amongst of these users, who follow the actor or wait to, the followers by their ids
 */
export async function gatherFollowers(
  store: Store,
  actor: AccountRow,
  amongst: (userIds: readonly Owner[]) => Promise<Iterable<readonly [uri: string, FollowerHere]>>,
): Promise<ReadonlyMap<string, FollowerHere> | undefined> {
  const found = new Map<string, FollowerHere>();
  let after: Bound<typeof subscriptions> | undefined;
  do {
    const from = after === undefined ? {} : { after };
    const { rows, next } = await store.view(INSTANCE, (view) =>
      view.scan(subscriptions, {
        index: "byActor",
        equals: { actorUri: actor.uri, follows: true },
        ...from,
        limit: PAGE,
      }),
    );
    for (const [uri, follower] of await amongst(rows.map(({ userId }) => userId))) found.set(uri, follower);
    if (found.size > MOST_FOLLOWERS) return undefined;
    after = next;
  } while (after !== undefined);
  return found;
}

/** Where all users share one store. */
export function followersInStore({ store }: Context): FollowersHere {
  return {
    of: (actor) =>
      gatherFollowers(store, actor, async (userIds) => {
        const found: [string, FollowerHere][] = [];
        for (const userId of userIds) {
          const { self, row } = await store.view(userId, async (view) => ({
            self: await view.get(accounts, { id: userId }),
            row: await view.get(following, { actorUri: actor.uri }),
          }));
          if (self === undefined || row?.status !== "Accepted") continue;
          const { followUri } = row;
          const end = () =>
            store.turn(userId, (turn) => endUnlisted(turn, actor, (it) => it.followUri === followUri));
          found.push([self.uri, { end }]);
        }
        return found;
      }),
    async confirm(uri, actor) {
      const self = await store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
      return self?.host === null ? store.turn(self.id, (turn) => confirmListed(turn, actor)) : false;
    },
  };
}
