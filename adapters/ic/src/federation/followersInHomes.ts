/** Who follows an account from this node, where only homes know it for sure: a comparison of followers asks them (FEP-8fcf). */

import {
  accounts,
  CoreError,
  gatherFollowers,
  INSTANCE,
  type AccountRow,
  type Context,
  type FollowersHere,
  type Owner,
  type Store,
} from "@mastic/core";
import { CallError } from "../engine/call.ts";
import { callHome, homeOf, type Home } from "./homes.ts";
import { waitingFollows } from "./tables.ts";

export function followersInHomes(context: Context): FollowersHere {
  const { store } = context;
  return {
    of(actor) {
      const comparedAt = context.now();
      return gatherFollowers(store, actor, async (userIds) =>
        (await accepted(store, actor.uri, userIds)).map(({ id, uri }) => [
          uri,
          {
            async end() {
              const home = await homeOf(context, id);
              if (home !== undefined) await compare(home, actor, { listed: false, comparedAt });
            },
          },
        ]),
      );
    },
    async confirm(uri, actor) {
      const self = await store.view(INSTANCE, (view) => view.find(accounts, "uri", { uri }));
      const home = self?.host === null ? await homeOf(context, self.id) : undefined;
      if (home?.status !== "Active") return false;
      return compare(home, actor, { listed: true, comparedAt: context.now() });
    },
  };
}

/** Those of whom homes have not said that their request waits. */
function accepted(store: Store, actorUri: string, userIds: readonly Owner[]): Promise<AccountRow[]> {
  return store.view(INSTANCE, async (view) => {
    const keys = userIds.map((userId) => ({ actorUri, userId }));
    const waiting = new Set((await view.getMany(waitingFollows, keys)).map((row) => row?.userId));
    const ids = userIds.filter((id) => !waiting.has(id)).map((id) => ({ id }));
    return (await view.getMany(accounts, ids)).filter((row) => row !== undefined);
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
