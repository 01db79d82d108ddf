/** Who follows an account from this node, where only homes know it for sure: a comparison of followers asks them (FEP-8fcf). */

import {
  accounts,
  CoreError,
  INSTANCE,
  MOST_FOLLOWERS,
  subscriptions,
  type AccountRow,
  type Bound,
  type Context,
  type FollowerHere,
  type FollowersHere,
} from "@mastic/core";
import { CallError } from "../engine/call.ts";
import { callHome, homeOf, type Home } from "./homes.ts";
import { waitingFollows } from "./tables.ts";

const PAGE = 500;

export function followersInHomes(context: Context): FollowersHere {
  const { store } = context;
  return {
    async of(actor) {
      const found = new Map<string, FollowerHere>();
      const comparedAt = context.now();
      let after: Bound<typeof subscriptions> | undefined;
      do {
        const page = await followersPage(context, actor.uri, after);
        for (const { id, uri } of page.followers) {
          found.set(uri, {
            async end() {
              const home = await homeOf(context, id);
              if (home !== undefined) await compare(home, actor, { listed: false, comparedAt });
            },
          });
        }
        if (found.size > MOST_FOLLOWERS) return undefined;
        after = page.next;
      } while (after !== undefined);
      return found;
    },
    async confirm(uri, actor) {
      const self = await store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
      const home = self?.host === null ? await homeOf(context, self.id) : undefined;
      if (home?.status !== "Active") return false;
      return compare(home, actor, { listed: true, comparedAt: context.now() });
    },
  };
}

/** One page of what homes have said of themselves: requests that wait are left out. */
async function followersPage(
  { store }: Context,
  actorUri: string,
  after: Bound<typeof subscriptions> | undefined,
): Promise<{ followers: AccountRow[]; next: Bound<typeof subscriptions> | undefined }> {
  return store.view(INSTANCE, async (view) => {
    const { rows, next } = await view.scan(subscriptions, {
      index: "byActor",
      equals: { actorUri, follows: true },
      ...(after === undefined ? {} : { after }),
      limit: PAGE,
    });
    const keys = rows.map(({ userId }) => ({ actorUri, userId }));
    const waiting = new Set((await view.getMany(waitingFollows, keys)).map((row) => row?.userId));
    const found = await view.getMany(
      accounts,
      rows.map(({ userId }) => ({ id: userId })),
    );
    return { followers: found.filter((row) => row !== undefined).filter(({ id }) => !waiting.has(id)), next };
  });
}

/** @returns whether the home has sent an Undo @throws {CoreError} `RemoteUnavailable` */
async function compare(
  home: Home,
  { uri }: AccountRow,
  said: { readonly listed: boolean; readonly comparedAt: number },
): Promise<boolean> {
  const { listed, comparedAt } = said;
  const args = { actor_uri: uri, listed, compared_at: BigInt(comparedAt) };
  const reply = await callHome(home, "compare_follow", [args]).catch((cause: unknown) => {
    if (!(cause instanceof CallError) || cause.code === "trapped") throw cause;
    throw new CoreError("RemoteUnavailable", `${home.handle} has no answer.`, { cause });
  });
  if ("Ok" in reply) return reply.Ok;
  // The actor is gone, and so is its list: there is nobody to take a follow back from.
  if ("NotFound" in reply.Err) return false;
  throw new CoreError(
    "RemoteUnavailable",
    "Unauthorized" in reply.Err ? "A home does not know its Federation." : reply.Err.RemoteUnavailable,
  );
}
