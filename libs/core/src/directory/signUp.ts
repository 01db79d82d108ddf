/** UC1: registers a handle for a principal, and has the user's home made (spec 05: SignUp, RetrySignUp). */

import { parseClaimableHandle, ValidationError } from "@mastic/validation";
import type { Caller, Context } from "../context.ts";
import { effect } from "../effects.ts";
import { CoreError } from "../error.ts";
import { handleSuffixes, tombstones, users, type UserRow } from "../schema/instance.ts";
import { userIdAfter } from "../store/ids.ts";
import { INSTANCE, type Turn } from "../store/store.ts";
import { requirePrincipal } from "./who.ts";

/** How many expired tombstones each sign-up sweeps away. */
const SWEEP = 20;

/**
 * @returns the user, whose home is being made: `whoAmI` says when it is there
 * @throws {CoreError} `AnonymousPrincipal`, `InvalidHandle` (malformed or reserved), `AlreadyRegistered`, `HandleTaken`
 * (in use, or of somebody deleted not long ago)
 */
export async function signUp(
  ctx: Context,
  caller: Caller,
  args: { readonly handle: string },
): Promise<UserRow> {
  const principal = requirePrincipal(caller);
  const handle = parseHandle(args.handle);
  return ctx.store.turn(INSTANCE, async (turn) => {
    if ((await turn.find(users, "principal", { principal })) !== undefined) {
      throw new CoreError("AlreadyRegistered", "You have an account here.");
    }
    await sweep(turn);
    const buried = await turn.get(tombstones, { handle });
    if (buried !== undefined || (await turn.find(users, "handle", { handle })) !== undefined) {
      throw new CoreError("HandleTaken", `The name ${handle} is taken.`, { field: "handle" });
    }
    const row: UserRow = {
      id: await freeId(turn),
      principal,
      handle,
      canisterId: null,
      status: "CreationPending",
      failure: null,
      createdAt: turn.now,
    };
    await turn.insert(users, row);
    for (const suffix of suffixes(handle)) await turn.insert(handleSuffixes, { suffix, userId: row.id });
    emitCreateHome(turn, row.id);
    return row;
  });
}

/** Of several who sign up in one millisecond, each has one of their own. */
async function freeId(turn: Turn): Promise<bigint> {
  let id = userIdAfter(turn.nextId());
  while ((await turn.get(users, { id })) !== undefined) id = userIdAfter(id);
  return id;
}

/** @throws {CoreError} `AnonymousPrincipal`, `NotRegistered`, `CanisterNotInFailedState` */
export async function retrySignUp(ctx: Context, caller: Caller): Promise<UserRow> {
  const principal = requirePrincipal(caller);
  return ctx.store.turn(INSTANCE, async (turn) => {
    const row = await turn.find(users, "principal", { principal });
    if (row === undefined) throw new CoreError("NotRegistered", "You have no account here.");
    if (row.status !== "CreationFailed") {
      throw new CoreError("CanisterNotInFailedState", "There is nothing to try again.");
    }
    const change = { status: "CreationPending", failure: null } as const;
    await turn.update(users, { id: row.id }, change);
    emitCreateHome(turn, row.id);
    return { ...row, ...change };
  });
}

function emitCreateHome(turn: Turn, id: bigint): void {
  const userId = id.toString();
  turn.emit(effect({ kind: "createHome", payload: { userId } }));
}

function parseHandle(input: string): string {
  try {
    return parseClaimableHandle(input);
  } catch (cause) {
    if (!(cause instanceof ValidationError)) throw cause;
    throw new CoreError("InvalidHandle", cause.message, { field: "handle", cause });
  }
}

/** Every ending of the handle: what a substring starts. */
function suffixes(handle: string): string[] {
  return Array.from(handle, (_, start) => handle.slice(start));
}

async function sweep(turn: Turn): Promise<void> {
  const { rows } = await turn.scan(tombstones, {
    index: "byExpiry",
    before: { expiresAt: turn.now + 1 },
    limit: SWEEP,
  });
  for (const { handle } of rows) await turn.delete(tombstones, { handle });
}
