/** Account migration: aliases that let another account move here, and the Move of this one (spec 03: Account Migration). */

import type { Caller, UserContext } from "../context.ts";
import { moveActivity } from "../document/activity.ts";
import { CoreError } from "../error.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { profiles } from "../schema/user.ts";
import type { Millis } from "../store/store.ts";
import { admit, commit } from "./act.ts";
import { announceProfile } from "./updateProfile.ts";
import { send } from "./send.ts";

const ALIASES = 10;

export interface AliasArgs {
  /** `@bob@host` or an actor URI. */
  readonly account: string;
}

/** Says that the other account is the owner's too. @throws {CoreError} `LimitExceeded`, `NotFound`, and those of `admit` */
export async function addAlias(ctx: UserContext, caller: Caller, args: AliasArgs): Promise<AccountRow> {
  await admit(ctx, caller, "private");
  const other = await ctx.gather.account(args.account);
  return changeAliases(ctx, caller, (aliases) => {
    if (aliases.length >= ALIASES) throw new CoreError("LimitExceeded", `At most ${ALIASES} aliases.`);
    return [...aliases.filter((uri) => uri !== other.uri), other.uri];
  });
}

/** @throws {CoreError} those of `admit` */
export async function removeAlias(
  ctx: UserContext,
  caller: Caller,
  args: { readonly actorUri: string },
): Promise<AccountRow> {
  await admit(ctx, caller, "private");
  return changeAliases(ctx, caller, (aliases) => aliases.filter((uri) => uri !== args.actorUri));
}

async function changeAliases(
  ctx: UserContext,
  caller: Caller,
  change: (aliases: readonly string[]) => readonly string[],
): Promise<AccountRow> {
  return commit(ctx, caller, async (turn, self) => {
    const account = { ...self.account, alsoKnownAs: change(self.account.alsoKnownAs) };
    await turn.put(accounts, account);
    announceProfile(ctx, turn, account);
    return account;
  });
}

/** Mastodon: AccountMigration, `COOLDOWN_PERIOD`. */
const BETWEEN_MOVES: Millis = 30 * 24 * 3_600_000;

/** @throws {CoreError} `RateLimitExceeded`: whole crowds of followers are not sent around */
function requireRested(movedAt: Millis | null, now: Millis): void {
  const wait = movedAt === null ? 0 : movedAt + BETWEEN_MOVES - now;
  if (wait <= 0) return;
  throw new CoreError("RateLimitExceeded", "An account moves once in 30 days.", { retryAfterMillis: wait });
}

/**
 * Moves: followers are told to follow the other account, which must name this one as an alias.
 * @throws {CoreError} `BadArgs` (`account`), `NotFound`, `Gone`, `RemoteUnavailable`, `RateLimitExceeded` for 30 days after a move, and those of `admit`
 */
export async function moveAccount(ctx: UserContext, caller: Caller, args: AliasArgs): Promise<AccountRow> {
  await admit(ctx, caller);
  // The alias may have been added a moment ago.
  const target = await ctx.gather.refresh((await ctx.gather.account(args.account)).uri);
  return commit(ctx, caller, async (turn, self) => {
    if (target.id === ctx.owner || !target.alsoKnownAs.includes(self.account.uri)) {
      throw new CoreError("BadArgs", "The other account does not name this one as an alias.", {
        field: "account",
      });
    }
    requireRested(self.profile.movedAt, turn.now);
    const account = { ...self.account, movedToUri: target.uri };
    await turn.put(accounts, account);
    await turn.update(profiles, { accountId: ctx.owner }, { movedAt: turn.now });
    announceProfile(ctx, turn, account);
    const move = moveActivity(ctx.instance, account, target.uri, turn.nextId());
    send(turn, account, move, { followers: true, accounts: [] });
    return account;
  });
}
