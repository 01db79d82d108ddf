/** The page for people where there is nothing. */

import type { Context } from "hono";
import type { Instance } from "@mastic/core";
import { messagePage } from "../pages/message.ts";
import { PAGE_VARY, showPage } from "./page.ts";

export function showNotFound(instance: Instance, c: Context): Promise<Response> {
  const body = messagePage(instance, "Not found", "There is nothing at this address.");
  return showPage(c, body, 404, { headers: { vary: PAGE_VARY } });
}
