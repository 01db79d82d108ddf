/** Reads the paths of local users and statuses (spec 03: HTTP Endpoints; spec 04: Canonical URL Patterns). */

import { parseId } from "../../store/ids.ts";

export interface NamedPath {
  readonly handle: string;
  readonly statusId: bigint | null;
  /** What of the user or the status: `""` for itself, `outbox`, `collections/featured`, `replies`… */
  readonly part: string;
  /** Whether it is the spelling for people, `/@alice`. */
  readonly isPageUrl: boolean;
}

/** `/users/alice…` and `/@alice…`; a handle with a host in it is a page of the web app. */
export function readPath(path: string): NamedPath | undefined {
  const [first = "", ...rest] = path.slice(1).split("/");
  const isPageUrl = first.startsWith("@");
  if (!isPageUrl && first !== "users") return undefined;
  const handle = (isPageUrl ? first.slice(1) : (rest.shift() ?? "")).toLowerCase();
  if (!/^[a-z0-9_]{1,64}$/.test(handle)) return undefined;
  if (isPageUrl) {
    const [id, ...more] = rest;
    if (id === undefined) return { handle, statusId: null, part: "", isPageUrl };
    const statusId = parseId(id);
    return statusId === undefined || more.length > 0 ? undefined : { handle, statusId, part: "", isPageUrl };
  }
  if (rest[0] !== "statuses") return { handle, statusId: null, part: rest.join("/"), isPageUrl };
  const statusId = parseId(rest[1] ?? "");
  return statusId === undefined ? undefined : { handle, statusId, part: rest.slice(2).join("/"), isPageUrl };
}

/** Our own parameters hold nothing that needs decoding. */
export function readQuery(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const pair of query.slice(0, 1_024).split("&")) {
    const equals = pair.indexOf("=");
    if (equals > 0) found.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return found;
}
