/** The Prometheus page, where the operator wants one; with its token, where there is one. */

import type { Context } from "hono";
import { isSameSecret } from "../auth/token.ts";
import type { Doors } from "./doors.ts";

export async function answerMetrics(doors: Doors, c: Context): Promise<Response> {
  const { isOn, token } = doors.config.metrics;
  if (!isOn) return c.notFound();
  const given = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
  if (token !== null && !isSameSecret(given, token)) return c.text("Unauthorized", 401);
  return c.body(await doors.metrics.text(), 200, { "content-type": doors.metrics.contentType });
}
