/** Whether a post that is not here would have been taken when it was published: what an edit of it needs to bring it. */

import type { Activity } from "@mastic/activitypub";
import type { HomeContext } from "../federation/context.ts";
import { subscriptions } from "../schema/instance.ts";
import { statuses } from "../schema/statuses.ts";
import { following } from "../schema/user.ts";
import { INSTANCE } from "../store/store.ts";
import { localReferences, parentOf } from "./concerns.ts";

/** True when it names somebody here, answers what is here, or is by somebody who is followed. */
export async function isNews(ctx: HomeContext, activity: Activity): Promise<boolean> {
  if (localReferences(ctx.instance, activity).size > 0) return true;
  const { actor: actorUri } = activity;
  const parent = parentOf(activity);
  const { home } = ctx;
  return ctx.store.view(home ?? INSTANCE, async (view) => {
    const isFollowed =
      home === undefined
        ? (
            await view.scan(subscriptions, {
              index: "byActor",
              equals: { actorUri, follows: true },
              limit: 1,
            })
          ).rows.length > 0
        : (await view.get(following, { actorUri })) !== undefined;
    if (isFollowed) return true;
    return parent !== null && (await view.find(statuses, "uri", { uri: parent })) !== undefined;
  });
}
