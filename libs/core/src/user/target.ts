/** The status that a command is about, as far as the owner may see it. */

import type { UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { Audience } from "../read/audience.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import type { View } from "../store/store.ts";

export interface SeenStatus {
  readonly status: StatusRow;
  readonly author: AccountRow;
}

/**
 * Gathers the status with this uri; for a boost, what it boosts.
 * @throws {CoreError} `NotFound`, `Gone`, `RemoteUnavailable`
 */
export async function gatherStatus(ctx: UserContext, uri: string): Promise<SeenStatus> {
  const found = await ctx.gather.status(uri);
  return ctx.store.view(ctx.owner, (view) => seen(view, ctx.owner, found.boostOfId ?? found.id));
}

/**
 * The status as a turn finds it.
 * @throws {CoreError} `NotFound` when it is gone, or not for the owner to see
 */
export async function seen(view: View, owner: bigint, id: bigint): Promise<SeenStatus> {
  const status = await view.get(statuses, { id });
  const author = status && (await view.get(accounts, { id: status.accountId }));
  if (status === undefined || author === undefined) throw notFound();
  if (!(await new Audience(view, owner).maySee(status, author))) throw notFound();
  return { status, author };
}

/**
 * A status of the owner's own, by its uri.
 * @throws {CoreError} `NotFound`
 */
export async function ownStatus(view: View, owner: bigint, uri: string): Promise<StatusRow> {
  const status = await view.find(statuses, "uri", { uri });
  if (status?.accountId !== owner) throw notFound();
  return status;
}

function notFound(): CoreError {
  return new CoreError("NotFound", "There is no such status.");
}
