/** Routes: method, path, who may call, and the handler. What is in no table is refused. */

import type { Call } from "./call.ts";
import type { ApiResponse } from "./request.ts";

/**
 * Who may call a route.
 * - `open`: anybody; a token, where there is one, says as whom.
 * - `app`: anyone with a token, a client's own included.
 * - a scope: a user's token that holds it, or the scope above it (`read` holds `read:statuses`).
 */
export type Access = "open" | "app" | Scope;
export type Scope = `${"read" | "write" | "admin:read" | "admin:write"}:${string}` | "profile" | "push";

/** What a route counts against. */
export type RateClass = "default" | "media" | "delete" | "signUp";

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With variables as `:name`, which match one segment. */
  readonly path: string;
  readonly access: Access;
  readonly rate: RateClass;
  /** Whether its form may hold files: the door lets its body be as long as these may be. */
  readonly takesFiles?: boolean;
  readonly handle: (call: Call) => Promise<ApiResponse>;
}

export function route(
  method: Route["method"],
  path: string,
  access: Access,
  handle: Route["handle"],
  rate: RateClass = "default",
): Route {
  return { method, path, access, rate, handle };
}

/** The route, whose form may hold files. */
export function takingFiles(it: Route): Route {
  return { ...it, takesFiles: true };
}

/** A table of routes by their segments, so that finding one costs as much as its path is long. */
export class RouteTable {
  readonly #root = node();

  constructor(routes: readonly Route[]) {
    for (const it of routes) {
      let at = this.#root;
      for (const segment of segmentsOf(it.path)) {
        if (segment.startsWith(":")) at = at.variable ??= node();
        else {
          const next = at.fixed.get(segment) ?? node();
          at.fixed.set(segment, next);
          at = next;
        }
      }
      at.routes.set(it.method, it);
    }
  }

  /** The route of a method and path with its variables; `undefined` for no such path, the methods of a path without this one. */
  find(
    method: string,
    path: string,
  ): { route: Route; params: Readonly<Record<string, string>> } | { allowed: string[] } | undefined {
    const segments = segmentsOf(path);
    const at = walk(this.#root, segments, 0);
    if (at === undefined) return undefined;
    const found = at.routes.get(method === "HEAD" ? "GET" : method);
    if (found === undefined) return { allowed: [...at.routes.keys()] };
    const params: Record<string, string> = {};
    segmentsOf(found.path).forEach((segment, index) => {
      if (segment.startsWith(":")) params[segment.slice(1)] = segments[index] ?? "";
    });
    return { route: found, params };
  }
}

interface Node {
  readonly fixed: Map<string, Node>;
  variable?: Node;
  readonly routes: Map<string, Route>;
}

function node(): Node {
  return { fixed: new Map(), routes: new Map() };
}

/** Paths are shorter than this, so the walk below is not deep. */
const SEGMENTS = 12;

function segmentsOf(path: string): string[] {
  return path.split("/", SEGMENTS + 1).filter((segment) => segment !== "");
}

/** Fixed segments win over variables. */
function walk(at: Node, segments: readonly string[], index: number): Node | undefined {
  const segment = segments[index];
  if (segment === undefined) return at.routes.size > 0 ? at : undefined;
  const fixed = at.fixed.get(segment);
  const found = fixed === undefined ? undefined : walk(fixed, segments, index + 1);
  if (found !== undefined) return found;
  return at.variable === undefined ? undefined : walk(at.variable, segments, index + 1);
}
