/** Reads the URIs of this node: which user, and which status, a path of ours names (spec 03: HTTP endpoints). */

import type { Instance } from "../context.ts";
import { parseId } from "../store/ids.ts";

export interface LocalPath {
  readonly handle: string;
  /** In decimal, when the path names a status. */
  readonly statusId: bigint | null;
}

/** What a URL of ours names: an actor, or a status, in the form of documents or of pages. */
export function readLocalUri(instance: Instance, uri: string): LocalPath | undefined {
  if (!uri.startsWith(`${instance.origin}/`)) return undefined;
  return readLocalPath(uri.slice(instance.origin.length));
}

/** The same for a path: `/users/alice`, `/users/alice/statuses/1`, `/@alice`, `/@alice/1`, whatever follows. */
function readLocalPath(path: string): LocalPath | undefined {
  const parts = path.split(/[?#]/, 1)[0]?.slice(1).split("/") ?? [];
  const [first = "", second = "", third = "", fourth = ""] = parts;
  if (first.startsWith("@")) return named(first.slice(1), second);
  if (first !== "users") return undefined;
  return named(second, third === "statuses" ? fourth : "");
}

function named(handle: string, id: string): LocalPath | undefined {
  if (handle === "" || handle.length > 64 || handle.includes("@")) return undefined;
  return { handle: handle.toLowerCase(), statusId: parseId(id) ?? null };
}
