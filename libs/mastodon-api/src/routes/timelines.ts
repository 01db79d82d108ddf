/** Mastodon: methods/timelines, favourites, bookmarks. */

import {
  homeTimeline,
  markedStatuses,
  publicTimeline,
  tagTimeline,
  type PageResult,
  type PublicFilter,
  type StatusView,
} from "@mastic/core";
import { parseHashtag } from "../hashtag.ts";
import { read, type Call } from "../call.ts";
import { statusEntity } from "../entities/status.ts";
import { linkHeader, pageRequest } from "../paging.ts";
import { ok, type ApiResponse } from "../request.ts";
import { route, type Route } from "../route.ts";

const limits = { fallback: 20, max: 40 };

/** A page of statuses with its links. */
export function statusPage(call: Call, page: PageResult<StatusView>): ApiResponse {
  const { instance, now } = call.api.context;
  const at = now();
  return ok(
    page.items.map((view) => statusEntity(instance, view, at)),
    linkHeader(call, page),
  );
}

function publicFilter(call: Call): PublicFilter {
  const origin =
    call.input.boolean("local") === true
      ? "local"
      : call.input.boolean("remote") === true
        ? "remote"
        : undefined;
  return { origin, onlyMedia: call.input.boolean("only_media") };
}

export const timelineRoutes: readonly Route[] = [
  route("GET", "/api/v1/timelines/home", "read:statuses", async (call) =>
    statusPage(
      call,
      await read(call, (view, viewer) => homeTimeline(view, viewer, pageRequest(call, limits))),
    ),
  ),
  route("GET", "/api/v1/timelines/public", "open", async (call) =>
    statusPage(
      call,
      await read(call, (view, viewer) =>
        publicTimeline(view, viewer, pageRequest(call, limits), publicFilter(call)),
      ),
    ),
  ),
  route("GET", "/api/v1/timelines/tag/:tag", "open", async (call) => {
    const tags = (name: string): string[] =>
      call.input.list(name, 4).flatMap((tag) => parseHashtag(tag) ?? []);
    const tag = parseHashtag(call.params["tag"] ?? "");
    if (tag === undefined) return ok([]);
    return statusPage(
      call,
      await read(call, (view, viewer) =>
        tagTimeline(view, viewer, tag, pageRequest(call, limits), {
          ...publicFilter(call),
          any: tags("any"),
          all: tags("all"),
          none: tags("none"),
        }),
      ),
    );
  }),
  route("GET", "/api/v1/favourites", "read:favourites", async (call) =>
    statusPage(
      call,
      await read(call, (view, viewer) => markedStatuses(view, viewer, "liked", pageRequest(call, limits))),
    ),
  ),
  route("GET", "/api/v1/bookmarks", "read:bookmarks", async (call) =>
    statusPage(
      call,
      await read(call, (view, viewer) =>
        markedStatuses(view, viewer, "bookmarks", pageRequest(call, limits)),
      ),
    ),
  ),
];
