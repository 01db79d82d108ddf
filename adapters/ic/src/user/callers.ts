/** Who among this node's users calls: a principal says nothing of its actor, and only the Directory knows both. */

import { userUrls } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import * as bindings from "../candid/directory.did.ts";
import { remote } from "../frame/remote.ts";
import { callerOf } from "../host/principals.ts";
import type { UserParts } from "./parts.ts";

const call = remote<bindings._SERVICE>(bindings);

/**
 * The actor of a caller who is another user of this node; in updates and composite queries. Without an answer of the
 * Directory the caller is a stranger, who sees what is for everybody.
 */
export async function actorOfCaller(
  { context, settings, directory }: UserParts,
  caller: Principal,
): Promise<string | null> {
  const { principal } = callerOf(caller);
  if (principal === null || principal === settings.owner) return null;
  const reply = await call(directory, "get_handle", [caller]).catch(() => undefined);
  if (reply === undefined || !("Ok" in reply)) return null;
  return userUrls(context.instance.origin, reply.Ok).actor;
}
