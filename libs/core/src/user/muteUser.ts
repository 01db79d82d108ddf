/** Mutes an account: out of sight of the owner alone, who tells nobody (spec 02: mutes; Mastodon: POST /api/v1/accounts/:id/mute). */

import type { Caller, UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { mutes } from "../schema/user.ts";
import type { Millis } from "../store/store.ts";
import { admit, commit } from "./act.ts";
import { endMuteAt } from "./expire.ts";
import { knownAccount } from "./followUser.ts";

export interface MuteUserArgs {
  /** `alice`, `@bob@host` or an actor URI. */
  readonly account: string;
  /** Whether its notifications are kept away too; they are when left out. */
  readonly notifications?: boolean | undefined;
  /** For how long; for ever when left out or 0. */
  readonly durationMillis?: Millis | undefined;
}

/** Mutes, or changes how. @throws {CoreError} `BadArgs`, `NotFound`, `Gone`, `RemoteUnavailable`, and those of `admit` */
export async function muteUser(ctx: UserContext, caller: Caller, args: MuteUserArgs): Promise<void> {
  await admit(ctx, caller);
  const target = await knownAccount(ctx, args.account);
  await commit(ctx, caller, async (turn) => {
    if (target.id === ctx.owner)
      throw new CoreError("BadArgs", "You cannot mute yourself.", { field: "account" });
    const known = await turn.get(mutes, { actorUri: target.uri });
    const duration = args.durationMillis ?? 0;
    const expiresAt = duration > 0 ? turn.now + duration : null;
    await turn.put(mutes, {
      actorUri: target.uri,
      accountId: target.id,
      id: known?.id ?? turn.nextId(),
      createdAt: known?.createdAt ?? turn.now,
      notifications: args.notifications ?? true,
      expiresAt,
    });
    if (expiresAt !== null) endMuteAt(turn, target.uri, expiresAt);
  });
}

/** @throws {CoreError} `NotFound` when it is not muted, and those of `admit` */
export async function unmuteUser(
  ctx: UserContext,
  caller: Caller,
  args: { readonly account: string },
): Promise<void> {
  await admit(ctx, caller);
  const target = await knownAccount(ctx, args.account);
  await commit(ctx, caller, async (turn) => {
    if (await turn.delete(mutes, { actorUri: target.uri })) return;
    throw new CoreError("NotFound", "You do not mute this account.");
  });
}
