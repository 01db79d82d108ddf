/** Who follows, is followed and asks to follow, and what is liked, by URI (spec 05: GetFollowers and its kin). */

import type { Caller, UserContext } from "../context.ts";
import { followers, following, followRequests, liked } from "../schema/user.ts";
import { byOffset, STEP, type OffsetArgs } from "./offset.ts";
import { requireOwner } from "./owner.ts";

/** Actor URIs of the followers, newest first; for anybody. @throws {CoreError} `LimitExceeded`, `BadArgs` */
export async function getFollowers(ctx: UserContext, args: OffsetArgs): Promise<string[]> {
  return ctx.store.view(ctx.owner, (view) =>
    byOffset(args, async (below) => {
      const page = await view.scan(followers, { index: "byId", ...older(below) });
      return { items: page.rows.map((row) => row.actorUri), oldest: page.next && page.rows.at(-1)?.id };
    }),
  );
}

/** Actor URIs of those followed, newest first; for anybody. Requests that wait are not among them. @throws {CoreError} `LimitExceeded`, `BadArgs` */
export async function getFollowing(ctx: UserContext, args: OffsetArgs): Promise<string[]> {
  return ctx.store.view(ctx.owner, (view) =>
    byOffset(args, async (below) => {
      const page = await view.scan(following, {
        index: "byId",
        equals: { status: "Accepted" },
        ...older(below),
      });
      return { items: page.rows.map((row) => row.actorUri), oldest: page.next && page.rows.at(-1)?.id };
    }),
  );
}

/** Actor URIs of those who ask to follow. @throws {CoreError} `LimitExceeded`, `BadArgs`, and those of `requireOwner` */
export async function getFollowRequests(
  ctx: UserContext,
  caller: Caller,
  args: OffsetArgs,
): Promise<string[]> {
  return ctx.store.view(ctx.owner, async (view) => {
    await requireOwner(view, ctx.owner, caller);
    return byOffset(args, async (below) => {
      const page = await view.scan(followRequests, { index: "byId", ...older(below) });
      return { items: page.rows.map((row) => row.actorUri), oldest: page.next && page.rows.at(-1)?.id };
    });
  });
}

/** URIs of the statuses liked, the latest first. @throws {CoreError} `LimitExceeded`, `BadArgs`, and those of `requireOwner` */
export async function getLiked(ctx: UserContext, caller: Caller, args: OffsetArgs): Promise<string[]> {
  return ctx.store.view(ctx.owner, async (view) => {
    await requireOwner(view, ctx.owner, caller);
    return byOffset(args, async (below) => {
      const page = await view.scan(liked, { index: "byId", ...older(below) });
      return { items: page.rows.map((row) => row.statusUri), oldest: page.next && page.rows.at(-1)?.id };
    });
  });
}

function older(below: bigint | undefined) {
  return { ...(below === undefined ? {} : { before: { id: below } }), reverse: true, limit: STEP };
}
