/** Every request gets an id, a line in the log and a place in the metrics. */

import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { routeOf } from "@mastic/mastodon-api";
import { requestId } from "../observability/requestId.ts";
import type { Doors } from "./doors.ts";

/** The id of a request that is under way. */
export function requestIdOf(c: Context): string | undefined {
  const id: unknown = c.get(REQUEST_ID);
  return typeof id === "string" ? id : undefined;
}

const REQUEST_ID = "requestId";

export function observe(doors: Doors): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now();
    const id = requestId(c.req.header("x-request-id"), doors.config.trustedProxies > 0);
    c.set(REQUEST_ID, id);
    await next();
    c.res.headers.set("x-request-id", id);
    const { method, path } = c.req;
    report(doors, { id, method, path, route: patternOf(c), status: c.res.status, started });
  };
}

/** As nginx counts requests whose client did not wait for the answer. */
export const CLIENT_CLOSED_REQUEST = 499;

/** A request that was answered. */
export interface Answered {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** The pattern of the path. */
  readonly route: string;
  readonly status: number;
  /** By `performance.now()`. */
  readonly started: number;
}

/** Tells the metrics and the log. */
export function report(doors: Doors, { id, method, path, route, status, started }: Answered): void {
  const seconds = (performance.now() - started) / 1000;
  doors.metrics.request({ method, route, status }, seconds);
  const entry = { requestId: id, method, path, status, millis: Math.round(seconds * 1000) };
  if (status >= 500) doors.log.error(entry, "request");
  else doors.log.debug(entry, "request");
}

/** What a local actor's paths look like, without whose they are. */
const ACTOR_PATH = /^\/users\/[^/]+(\/(?:inbox|outbox|followers|following|liked))?$/;

/** The pattern of a path, so that metrics do not grow with what people ask for. */
function patternOf(c: Context): string {
  const { path } = c.req;
  if (path.startsWith("/api/")) return routeOf(c.req.method, path)?.path ?? "/api/*";
  if (path.startsWith("/users/")) {
    const actor = ACTOR_PATH.exec(path);
    return actor === null ? "/users/:handle/*" : `/users/:handle${actor[1] ?? ""}`;
  }
  return routePath(c, -1);
}
