/** What a new status answers, as far as it is known (UC20). */

import { tryParseUrl } from "@mastic/validation";
import type { UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { isOurs } from "../federation/origin.ts";
import { statuses } from "../schema/statuses.ts";
import { gatherStatus, type SeenStatus } from "./target.ts";

export interface Parent {
  readonly uri: string;
  readonly seen: SeenStatus | null;
}

/**
 * The parent where it is known and may be seen; one that is not there, or no more, is named all the same (WI-1.15).
 * @throws {CoreError} `InvalidUri`; `NotFound` for one that is here and not the owner's to see; `RemoteUnavailable` for one
 * that cannot be read now: its author would never hear of the answer
 */
export async function parentOf(ctx: UserContext, uri: string | null): Promise<Parent | null> {
  if (uri === null) return null;
  if (tryParseUrl(uri) === undefined) {
    throw new CoreError("InvalidUri", "inReplyTo is no URL.", { field: "inReplyTo" });
  }
  try {
    const seen = await gatherStatus(ctx, uri);
    return { uri: seen.status.uri, seen };
  } catch (error) {
    if (!(error instanceof CoreError) || error.code === "RemoteUnavailable") throw error;
    const known = await ctx.store.view(ctx.owner, (view) => view.find(statuses, "uri", { uri }));
    // What is of this node, and is not to be found, is hidden or never was: only other servers may be away.
    if (known !== undefined || (error.code === "NotFound" && isOurs(ctx.instance, uri))) throw error;
    return { uri, seen: null };
  }
}
