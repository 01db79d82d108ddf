/** The page of a hashtag over HTTP: public posts, newest first. */

import type { Context } from "hono";
import { INSTANCE, parseId, tagTimeline } from "@mastic/core";
import { Hashtag } from "@mastic/validation";
import { tagPage } from "../pages/tag.ts";
import type { Doors } from "./doors.ts";
import { showNotFound } from "./notFound.ts";
import { showPublicPage } from "./page.ts";
import { pageSetting } from "./pageSetting.ts";

const PAGE = 20;

export async function showTag(doors: Doors, c: Context, name: string): Promise<Response> {
  const tag = Hashtag.sanitize(name);
  if (!Hashtag.is(tag)) return showNotFound(doors.instance, c);
  const maxId = parseId(c.req.query("max_id") ?? "");
  const setting = pageSetting(c, doors.instance);
  const body = await doors.store.view(INSTANCE, async (view) =>
    tagPage(setting, tag, await tagTimeline(view, INSTANCE, tag, { limit: PAGE, maxId }, {})),
  );
  return showPublicPage(c, body);
}
