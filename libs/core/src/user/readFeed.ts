/** UC12: the owner's feed: own statuses, those of accounts followed, and what either boosts (spec 05: ReadFeed). */

import type { Caller, UserContext } from "../context.ts";
import type { StatusView } from "../read/statusView.ts";
import { homeTimeline } from "../read/timelines.ts";
import type { MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { byOffset, type OffsetArgs } from "./offset.ts";
import { requireOwner } from "./owner.ts";

/** An entry of the feed; a boost shows the status it boosts. */
export interface FeedItem {
  readonly status: StatusRow;
  /** The author's actor URI. */
  readonly author: string;
  /** The booster's actor URI. */
  readonly boostedBy: string | null;
  readonly liked: boolean;
  readonly boosted: boolean;
  /** The attachments of the status. */
  readonly media: readonly MediaRow[];
}

/** @throws {CoreError} `LimitExceeded`, `BadArgs`, and those of `requireOwner` */
export async function readFeed(ctx: UserContext, caller: Caller, args: OffsetArgs): Promise<FeedItem[]> {
  return ctx.store.view(ctx.owner, async (view) => {
    await requireOwner(view, ctx.owner, caller);
    return byOffset(args, async (below, wanted) => {
      const page = await homeTimeline(view, ctx.owner, { limit: wanted, maxId: below });
      return { items: page.items.map(toFeedItem), oldest: page.oldest };
    });
  });
}

function toFeedItem(it: StatusView): FeedItem {
  const shown = it.boostOf ?? it;
  return {
    status: shown.status,
    author: shown.account.uri,
    boostedBy: it.boostOf === null ? null : it.account.uri,
    liked: it.marks?.liked ?? false,
    boosted: it.marks?.boosted ?? false,
    media: shown.media,
  };
}
