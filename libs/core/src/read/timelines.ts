/** Timelines: home, public, hashtag, one account's, and the viewer's own collections of statuses. */

import type { AccountRow } from "../schema/accounts.ts";
import { statuses, statusHashtags, type StatusRow } from "../schema/statuses.ts";
import { bookmarks, feed, liked, listFeed, pinnedStatuses } from "../schema/user.ts";
import type { Owner, View } from "../store/store.ts";
import { statusesNaming, statusesOf } from "./accountWalk.ts";
import { Audience } from "./audience.ts";
import { mergePages } from "./mergePages.ts";
import { pageById, pageOf, type PageRequest, type PageResult } from "./page.ts";
import { withoutRepeatedBoosts } from "./repeatedBoosts.ts";
import { byOwnId, mergeWalks, walkKeys } from "./walk.ts";
import { viewStatuses, type StatusView } from "./statusView.ts";

/** What the viewer's home holds, newest first. Own boosts of what stands there already are left out, as others' are. */
export async function homeTimeline(
  view: View,
  viewer: Owner,
  request: PageRequest,
): Promise<PageResult<StatusView>> {
  const audience = new Audience(view, viewer);
  const once = (rows: readonly StatusRow[]): Promise<StatusRow[]> => withoutRepeatedBoosts(audience, rows);
  return complete(audience, await homeStatuses(audience, request, once));
}

/** The rows of what the viewer's home holds, newest first, or of what is kept of them: what they show is for the caller to complete. */
export async function homeStatuses(
  audience: Audience,
  request: PageRequest,
  keep = async (rows: StatusRow[]): Promise<StatusRow[]> => Promise.resolve(rows),
): Promise<PageResult<StatusRow>> {
  return pageOf(
    walkKeys(audience.view, {
      table: feed,
      idOf: (key) => key.statusId,
      bound: (statusId) => ({ statusId }),
    }),
    (id) => id,
    request,
    async (ids) => keep(await audience.filter(await load(audience.view, ids), "wantsToSee")),
    byOwnId.idOf,
  );
}

/** What one of the viewer's lists holds, newest first. */
export async function listTimeline(
  view: View,
  viewer: Owner,
  listId: bigint,
  request: PageRequest,
): Promise<PageResult<StatusView>> {
  const audience = new Audience(view, viewer);
  const page = await pageById(
    view,
    {
      table: listFeed,
      equals: { listId },
      idOf: (row) => row.statusId,
      bound: (statusId) => ({ statusId }),
    },
    request,
    async (rows) => audience.filter(await loadNamed(view, rows), "wantsToSee"),
    byOwnId.idOf,
  );
  return complete(audience, page);
}

export interface PublicFilter {
  /** Only statuses written here, or only those written elsewhere. */
  readonly origin?: "local" | "remote" | undefined;
  readonly onlyMedia?: boolean | undefined;
}

/** Public statuses that answer nobody else. */
export async function publicTimeline(
  view: View,
  viewer: Owner,
  request: PageRequest,
  filter: PublicFilter,
): Promise<PageResult<StatusView>> {
  const audience = new Audience(view, viewer);
  const origins = filter.origin === undefined ? (["local", "remote"] as const) : [filter.origin];
  const pages = [];
  for (const timeline of origins) {
    pages.push(
      await pageById(
        view,
        {
          table: statuses,
          index: "byTimeline",
          equals: { timeline },
          ...byOwnId,
        },
        request,
        async (rows) => filterMedia(await show(audience, rows, "mayMeet"), filter),
        idOfView,
      ),
    );
  }
  return mergePages(pages, request, idOfView);
}

/** Public statuses under a hashtag (lower case, without `#`). */
export async function tagTimeline(
  view: View,
  viewer: Owner,
  tag: string,
  request: PageRequest,
  filter: PublicFilter & {
    readonly any?: readonly string[];
    readonly all?: readonly string[];
    readonly none?: readonly string[];
  },
): Promise<PageResult<StatusView>> {
  const audience = new Audience(view, viewer);
  const tags = [tag, ...(filter.any ?? [])];
  const pages = [];
  for (const name of new Set(tags)) {
    pages.push(
      await pageById(
        view,
        {
          table: statusHashtags,
          equals: { tag: name },
          idOf: (row) => row.statusId,
          bound: (statusId) => ({ statusId }),
        },
        request,
        async (rows) => {
          const found = await loadNamed(view, rows);
          const wanted = found.filter(
            (row) =>
              (filter.origin === undefined || row.local === (filter.origin === "local")) &&
              (filter.all ?? []).every((name) => row.tags.includes(name)) &&
              !(filter.none ?? []).some((name) => row.tags.includes(name)),
          );
          return filterMedia(await show(audience, wanted, "mayMeet"), filter);
        },
        idOfView,
      ),
    );
  }
  return mergePages(pages, request, idOfView);
}

export interface AccountFilter {
  readonly excludeReplies?: boolean | undefined;
  readonly excludeBoosts?: boolean | undefined;
  readonly onlyMedia?: boolean | undefined;
  readonly tagged?: string | undefined;
}

/** What an account has written and boosted, as far as the viewer may see it. */
export async function accountTimeline(
  view: View,
  viewer: Owner,
  account: AccountRow,
  request: PageRequest,
  filter: AccountFilter,
): Promise<PageResult<StatusView>> {
  const audience = new Audience(view, viewer);
  const visibilities = await audience.visibilitiesOf(account);
  const walk = mergeWalks([statusesOf(view, account, visibilities), statusesNaming(view, viewer, account)]);
  return pageOf(
    walk,
    byOwnId.idOf,
    request,
    async (rows) => {
      const wanted = rows.filter(
        (row) =>
          !(filter.excludeBoosts === true && row.boostOfId !== null) &&
          !(
            filter.excludeReplies === true &&
            row.inReplyToUri !== null &&
            row.inReplyToAccountId !== account.id
          ) &&
          (filter.tagged === undefined || row.tags.includes(filter.tagged)),
      );
      return filterMedia(await show(audience, wanted, "maySee"), filter);
    },
    idOfView,
  );
}

/** The statuses at the top of the viewer's own profile. Others' pins: `pinnedOf` in a view of their owner. */
export async function pinnedIds(view: View): Promise<bigint[]> {
  const { rows } = await view.scan(pinnedStatuses, { index: "byPosition", reverse: true, limit: 20 });
  return rows.map((row) => row.statusId);
}

/** What the viewer likes, or has bookmarked, the newest mark first; paged by the marks' own ids. */
export async function markedStatuses(
  view: View,
  viewer: Owner,
  which: "liked" | "bookmarks",
  request: PageRequest,
): Promise<PageResult<StatusView>> {
  const audience = new Audience(view, viewer);
  const source = which === "liked" ? liked : bookmarks;
  return pageById(view, { table: source, index: "byId", ...byOwnId }, request, async (rows) =>
    show(audience, await loadNamed(view, rows), "maySee"),
  );
}

/** The statuses with these ids that the viewer may see. */
export async function statusesById(view: View, viewer: Owner, ids: readonly bigint[]): Promise<StatusView[]> {
  return show(new Audience(view, viewer), await load(view, ids), "maySee");
}

function loadNamed(view: View, rows: readonly { readonly statusId: bigint }[]): Promise<StatusRow[]> {
  return load(
    view,
    rows.map((row) => row.statusId),
  );
}

async function load(view: View, ids: readonly bigint[]): Promise<StatusRow[]> {
  const rows = await view.getMany(
    statuses,
    ids.map((id) => ({ id })),
  );
  return rows.filter((row) => row !== undefined);
}

/** All of a page at once, however many steps it took to find them: what `filter` has kept is not left out here. */
async function complete(audience: Audience, page: PageResult<StatusRow>): Promise<PageResult<StatusView>> {
  return { ...page, items: await viewStatuses(audience, page.items) };
}

async function show(
  audience: Audience,
  rows: readonly StatusRow[],
  how: "maySee" | "wantsToSee" | "mayMeet",
): Promise<StatusView[]> {
  return viewStatuses(audience, await audience.filter(rows, how));
}

function filterMedia(
  views: StatusView[],
  filter: { readonly onlyMedia?: boolean | undefined },
): StatusView[] {
  return filter.onlyMedia === true ? views.filter((it) => it.media.length > 0) : views;
}

function idOfView(view: StatusView): bigint {
  return view.status.id;
}
