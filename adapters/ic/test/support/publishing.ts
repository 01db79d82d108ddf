/** What somebody publishes by the typed methods: a public post of a few words, and whatever else a test says. */

import type { PublishStatusArgs, Status } from "../../src/candid/user.did.ts";
import type { UserActor } from "./canisterNode.ts";

export function post(content: string, more: Partial<PublishStatusArgs> = {}): PublishStatusArgs {
  return {
    content,
    visibility: { Public: null },
    mentions: [],
    spoiler_text: [],
    sensitive: [],
    in_reply_to: [],
    media_ids: [],
    ...more,
  };
}

/** @throws what the home refused */
export async function publish(
  home: UserActor,
  content: string,
  more?: Partial<PublishStatusArgs>,
): Promise<Status> {
  const published = await home.publish_status(post(content, more));
  if ("Err" in published) throw new Error(JSON.stringify(published.Err));
  return published.Ok;
}
