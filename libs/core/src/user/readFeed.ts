/** UC12: the owner's feed: own statuses, those of accounts followed, and what either boosts (spec 05: ReadFeed). */

import type { Caller, UserContext } from "../context.ts";
import { Audience } from "../read/audience.ts";
import { mediaOfEach } from "../read/statusView.ts";
import { homeStatuses } from "../read/timelines.ts";
import type { MediaRow } from "../schema/media.ts";
import type { StatusRow } from "../schema/statuses.ts";
import { boosts, liked } from "../schema/user.ts";
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
    const audience = new Audience(view, ctx.owner);
    return byOffset(args, async (below, wanted) => {
      // With all of their own boosts: the booster sees their boost (WI-1.7).
      const page = await homeStatuses(audience, { limit: wanted, maxId: below });
      return { items: await completeItems(audience, page.items), oldest: page.oldest };
    });
  });
}

/**
 * What entries show, and no more: the views of the Mastodon API have twice as much to be read. A boost of a status that
 * is gone, and a status of an account that is gone, are left out.
 */
async function completeItems(audience: Audience, rows: readonly StatusRow[]): Promise<FeedItem[]> {
  const { view } = audience;
  const originals = await audience.originalsOf(rows);
  const shown = rows.map((row) => (row.boostOfId === null ? row : originals.get(row.boostOfId)));
  const there = shown.filter((row) => row !== undefined);
  const authors = await audience.authorsOf(originals.size === 0 ? rows : [...rows, ...originals.values()]);
  const likes = await view.getMany(
    liked,
    there.map(({ uri }) => ({ statusUri: uri })),
  );
  const boosted = await view.findMany(
    boosts,
    "originalStatusUri",
    there.map(({ uri }) => ({ originalStatusUri: uri })),
  );
  const media = await mediaOfEach(
    view,
    there.map(({ id }) => id),
  );
  const items: FeedItem[] = [];
  let nth = -1;
  rows.forEach((row, index) => {
    const status = shown[index];
    if (status === undefined) return;
    nth += 1;
    const author = authors.get(status.accountId);
    const booster = status === row ? author : authors.get(row.accountId);
    if (author === undefined || booster === undefined) return;
    items.push({
      status,
      author: author.uri,
      boostedBy: status === row ? null : booster.uri,
      liked: likes[nth] !== undefined,
      boosted: boosted[nth] !== undefined,
      media: media.get(status.id) ?? [],
    });
  });
  return items;
}
