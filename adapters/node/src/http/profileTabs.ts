/** Parts of profiles that the web app has addresses for (as Mastodon has); who has no app is led to the profile. */

import type { Context, Next } from "hono";
import { PAGE_VARY, wantsPage } from "./page.ts";

export const PROFILE_TAB = "/:address{@[^/@]+}/:tab{with_replies|media|followers|following}";

/** Programs are not led anywhere: nothing of theirs is at these addresses. */
export function leadToProfile(c: Context<object, typeof PROFILE_TAB>, next: Next): Promise<void> | Response {
  if (!wantsPage(c)) return next();
  c.header("vary", PAGE_VARY);
  return c.redirect(`/${encodeURIComponent(c.req.param("address")).replace("%40", "@")}`);
}
