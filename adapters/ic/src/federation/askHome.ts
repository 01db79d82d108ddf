/** Has the home of a path answer for itself: its actor, its collections, its statuses. */

import type { FederationContext, HttpResponse } from "@mastic/core";
import { callHome, homeOfHandle } from "./homes.ts";

/** Handles as addresses spell them: those of documents, and those of pages, which name the same ones to who asks for documents. */
const USER_PATH = /^\/(?:users\/|@)([A-Za-z0-9_]{1,64})(?:[/?]|$)/;

/**
 * @param path with its query
 * @param requester who asks, verified; `undefined` for anybody
 * @returns `undefined` when no home answers for the path
 */
export async function askHome(
  context: FederationContext,
  path: string,
  requester: string | undefined,
): Promise<HttpResponse | undefined> {
  const handle = USER_PATH.exec(path)?.[1]?.toLowerCase();
  const home = handle === undefined ? undefined : await homeOfHandle(context, handle);
  if (home === undefined) return undefined;
  const reply = await callHome(home, "get_document", [
    { path, requester_actor_uri: requester === undefined ? [] : [requester] },
  ]);
  if ("Err" in reply) throw new Error("A home does not know its Federation.");
  const { status, headers, body } = reply.Ok;
  return { status, headers: Object.fromEntries(headers), body: Uint8Array.from(body) };
}
