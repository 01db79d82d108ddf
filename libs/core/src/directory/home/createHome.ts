/** createHome: makes a user's account, profile and keys; then the user is Active (flow "Create Profile"). */

import type { Context, KeyCrypto } from "../../context.ts";
import { sharedInboxUrl, userUrls } from "../../document/urls.ts";
import { effect as newEffect } from "../../effects.ts";
import { CoreError } from "../../error.ts";
import type { Performer } from "../../federation/perform/outcome.ts";
import { recordOf, textOf } from "../../federation/perform/payload.ts";
import { accounts, type AccountRow } from "../../schema/accounts.ts";
import { addToCounter } from "../../schema/counters.ts";
import { users, type UserRow } from "../../schema/instance.ts";
import { keyPairs, profiles } from "../../schema/user.ts";
import { INSTANCE, type Turn } from "../../store/store.ts";

/** How often it is tried before the user is told that it has failed. */
const ATTEMPTS = 5;

interface NewKey {
  readonly name: string;
  readonly id: string;
  readonly algorithm: "rsa-2048" | "ed25519";
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
}

export function createHome(ctx: Context, keyCrypto: KeyCrypto): Performer {
  return async (effect) => {
    const id = BigInt(textOf(recordOf(effect.payload), "userId"));
    const user = await ctx.store.view(INSTANCE, (view) => view.get(users, { id }));
    if (user?.status !== "CreationPending") return { status: "done" };
    try {
      const keys = await newKeys(ctx, keyCrypto, user.handle);
      await ctx.store.turn(id, (turn) => furnish(ctx, turn, user, keys));
      await finish(ctx, id, { status: "Active", failure: null });
      return { status: "done" };
    } catch (error) {
      const message = error instanceof Error ? error.message : "The home could not be made.";
      if (effect.attempts + 1 < ATTEMPTS) return { status: "retry", error: message };
      await finish(ctx, id, { status: "CreationFailed", failure: message });
      return { status: "permanent", error: message };
    }
  };
}

/** The keys come before the turn: making them takes long, and a turn waits for nothing but the store. */
async function newKeys(ctx: Context, keyCrypto: KeyCrypto, handle: string): Promise<NewKey[]> {
  const { mainKey, assertionKey } = userUrls(ctx.instance.origin, handle);
  const made: NewKey[] = [];
  for (const [id, algorithm] of [
    [mainKey, "rsa-2048"],
    [assertionKey, "ed25519"],
  ] as const) {
    const pair = await keyCrypto.generateKeyPair(algorithm);
    made.push({ name: id.slice(id.indexOf("#") + 1), id, algorithm, ...pair });
  }
  return made;
}

/** Furnished once, a home keeps its keys however often this is told. */
async function furnish(ctx: Context, turn: Turn, user: UserRow, keys: readonly NewKey[]): Promise<void> {
  if ((await turn.get(profiles, { accountId: user.id })) !== undefined) return;
  const account = newAccount(ctx, turn, user, keys);
  if (!(await turn.insertIfAbsent(accounts, account))) {
    throw new CoreError("Internal", `The actor ${account.uri} is there already.`);
  }
  await turn.insert(profiles, {
    accountId: user.id,
    handle: user.handle,
    principal: user.principal,
    bio: "",
    defaultVisibility: "public",
    defaultSensitive: false,
    defaultLanguage: null,
    hideCollections: false,
    createdAt: turn.now,
    updatedAt: turn.now,
  });
  for (const { name, algorithm, publicKeyPem, privateKeyPem } of keys) {
    await turn.insert(keyPairs, { name, algorithm, publicKeyPem, privateKeyPem, createdAt: turn.now });
  }
}

function newAccount(ctx: Context, turn: Turn, user: UserRow, keys: readonly NewKey[]): AccountRow {
  const { origin } = ctx.instance;
  const urls = userUrls(origin, user.handle);
  return {
    id: user.id,
    uri: urls.actor,
    acct: user.handle,
    username: user.handle,
    host: null,
    type: "Person",
    displayName: "",
    note: "",
    url: urls.page,
    avatar: null,
    header: null,
    inbox: urls.inbox,
    sharedInbox: sharedInboxUrl(origin),
    outbox: urls.outbox,
    followersUri: urls.followers,
    followingUri: urls.following,
    featuredUri: urls.featured,
    keys: keys.map(({ id, publicKeyPem }) => ({ id, publicKeyPem })),
    assertionMethods: [],
    fields: [],
    emojis: [],
    alsoKnownAs: [],
    movedToUri: null,
    locked: false,
    // As in Mastodon, being listed and being searched are wishes that a person states.
    discoverable: false,
    indexable: false,
    memorial: false,
    suspended: false,
    suspendedWithDomain: false,
    limited: false,
    followersCount: 0,
    followingCount: 0,
    statusesCount: 0,
    lastStatusAt: null,
    createdAt: turn.now,
    fetchedAt: turn.now,
  };
}

async function finish(
  ctx: Context,
  id: bigint,
  change: { status: "Active" | "CreationFailed"; failure: string | null },
): Promise<void> {
  await ctx.store.turn(INSTANCE, async (turn) => {
    const row = await turn.get(users, { id });
    if (row === undefined || row.status === "DeletionPending") {
      // Deleted while the keys were being made: what has just been furnished goes too.
      turn.emit(newEffect({ kind: "deleteHome", payload: { userId: id.toString() } }));
    }
    if (row?.status !== "CreationPending") return;
    await turn.update(users, { id }, change);
    if (change.status === "Active") await addToCounter(turn, "users", 1);
  });
}
