/** The operator deletes a post of somebody here (UC15, by a moderator). */

import { INSTANCE, parseId, statuses, type Caller, type StatusRow } from "@mastic/core";
import { CommandError } from "../commands/host.ts";
import type { Node } from "../node.ts";

/**
 * @param post the address of its page, its URI, or its id
 * @throws {CommandError} when there is no such post here
 * @throws {CoreError} those of deleteStatus
 */
export async function removeStatus(node: Node, operator: Caller, post: string): Promise<StatusRow> {
  const status = await find(node, post.trim());
  if (status === undefined) throw new CommandError("There is no such post here.");
  if (!status.local)
    throw new CommandError(
      "This post is of another server: suspend its author's server with `mastic domain-block add`.",
    );
  return node.user(status.accountId).deleteStatus(operator, { statusUri: status.uri });
}

async function find(node: Node, post: string): Promise<StatusRow | undefined> {
  const { origin } = node.instance;
  const page = post.startsWith(`${origin}/@`) ? /\/(\d{1,19})$/.exec(post)?.[1] : undefined;
  const id = parseId(page ?? post);
  return node.store.view(INSTANCE, (view) =>
    id === undefined ? view.find(statuses, "uri", { uri: post }) : view.get(statuses, { id }),
  );
}
