/** The page for people where there is nothing. */

import type { Context } from "hono";
import type { Instance } from "@mastic/core";
import { messagePage } from "../pages/message.ts";
import { PAGE_VARY, showPage } from "./page.ts";
import { pageSetting } from "./pageSetting.ts";

export function showNotFound(instance: Instance, c: Context): Promise<Response> {
  const setting = pageSetting(c, instance);
  const { language } = setting;
  const body = messagePage(setting, language.text("notFound.title"), language.text("notFound.text"));
  return showPage(c, body, 404, { headers: { vary: PAGE_VARY } });
}
