/** Announce: a boost, which shows the status that its own server serves, never a copy that came along (CVE-2026-23961). */

import { livesHere } from "../federation/context.ts";
import { idOf, visibilityOf } from "@mastic/activitypub";
import type { InstanceLimits } from "../context.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { isListed, statuses, type StatusRow } from "../schema/statuses.ts";
import { following } from "../schema/user.ts";
import { addBoost } from "../status/boost.ts";
import { statusId } from "../status/statusId.ts";
import { INSTANCE, type Turn } from "../store/store.ts";
import { putInTimelines } from "../user/feed.ts";
import { notify } from "../user/notify.ts";
import { isInLanguages, isSilenced } from "./deliverToUser.ts";
import type { Receiver } from "./prepared.ts";
import { isTakenBack } from "./takenBack.ts";

export const receiveAnnounce: Receiver = async (env, activity, actor) => {
  const originalUri = idOf(activity.object);
  const uri = activity.id;
  if (originalUri === null || uri === null) return undefined;
  const original = await env.gather.status(originalUri);
  if (original.boostOfId !== null || !mayBeBoosted(original, actor)) return undefined;
  const visibility = visibilityOf({ to: activity.to, cc: activity.cc, followers: actor.followersUri });
  if (visibility === "direct" && !livesHere(env.ctx, actor)) return undefined;
  const author = await env.ctx.store.view(INSTANCE, (view) => view.get(accounts, { id: original.accountId }));
  if (author === undefined || author.suspended) return undefined;
  const createdAt = Math.min(activity.published ?? env.ctx.now(), env.ctx.now());
  return {
    subscribers: "followers",
    originalStatusUri: originalUri,
    ...(livesHere(env.ctx, author) ? { also: [author.id] } : {}),
    ...(livesHere(env.ctx, actor)
      ? {}
      : {
          shared: async (turn) => {
            if ((await turn.find(statuses, "uri", { uri })) !== undefined) return;
            if (await isTakenBack(turn, uri, actor.uri)) return;
            const current = await turn.find(statuses, "uri", { uri: originalUri });
            if (current === undefined) return;
            const id = await statusId(turn, createdAt);
            await addBoost(turn, actor, current, { id, uri, visibility, local: false, createdAt });
          },
        }),
    user: async (turn, self) => {
      const wrapper = await turn.find(statuses, "uri", { uri });
      if (wrapper === undefined) return false;
      if (self.id === author.id) {
        await notify(turn, "reblog", actor, aboutBoost(original.id, actor.id), original.id);
      }
      await showBoost(turn, actor, author, original, wrapper, env.ctx.instance.limits);
      return false;
    },
  };
};

/** One notification for one boost, however often it is told. */
export const aboutBoost = (statusId: bigint, accountId: bigint): string => `reblog:${statusId}:${accountId}`;

/** Public and unlisted statuses may be boosted by all, followers-only ones by their author, direct ones by nobody. */
function mayBeBoosted(original: StatusRow, booster: AccountRow): boolean {
  if (isListed(original.visibility)) return true;
  return original.visibility === "private" && original.accountId === booster.id;
}

async function showBoost(
  turn: Turn,
  booster: AccountRow,
  author: AccountRow,
  original: StatusRow,
  wrapper: StatusRow,
  limits: InstanceLimits,
): Promise<void> {
  const follow = await turn.get(following, { actorUri: booster.uri });
  if (follow?.status !== "Accepted" || !follow.showReblogs || author.id === turn.owner) return;
  if (!isInLanguages(follow, original)) return;
  if ((await isSilenced(turn, booster.uri)) || (await isSilenced(turn, author.uri))) return;
  await putInTimelines(turn, wrapper, limits);
}
