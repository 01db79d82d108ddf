/** Furnishes a user's home: the account, the profile and the keys as rows of the store that holds them (flow "Create Profile"). */

import type { Context, KeyCrypto } from "../../context.ts";
import { sharedInboxUrl, userUrls } from "../../document/urls.ts";
import { CoreError } from "../../error.ts";
import { accounts, BLANK_ACCOUNT, type AccountRow } from "../../schema/accounts.ts";
import { keyPairs, profiles } from "../../schema/user.ts";
import type { Turn } from "../../store/store.ts";

/** Whose home it is. */
export interface Resident {
  readonly id: bigint;
  readonly principal: string;
  readonly handle: string;
}

/** A key pair of an actor, as `keyPairs` keeps it. */
export interface ActorKey {
  /** The fragment of its id: `main-key` for RSA, `ed25519-key`. */
  readonly name: string;
  readonly algorithm: "rsa-2048" | "ed25519";
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
}

/** Makes the keys, then furnishes the home with them: making them takes long, and a turn waits for nothing but the store. */
export async function furnishHome(ctx: Context, keyCrypto: KeyCrypto, user: Resident): Promise<void> {
  const keys: ActorKey[] = [];
  for (const [name, algorithm] of [
    ["main-key", "rsa-2048"],
    ["ed25519-key", "ed25519"],
  ] as const) {
    keys.push({ name, algorithm, ...(await keyCrypto.generateKeyPair(algorithm)) });
  }
  await ctx.store.turn(user.id, (turn) => furnish(ctx, turn, user, keys));
}

/** Furnished once, a home keeps its keys however often this is told. @throws {CoreError} `Internal` */
export async function furnish(
  ctx: Context,
  turn: Turn,
  user: Resident,
  keys: readonly ActorKey[],
): Promise<void> {
  if ((await turn.get(profiles, { accountId: user.id })) !== undefined) return;
  const account = newAccount(ctx, turn, user);
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
    defaultQuotePolicy: "public",
    hideCollections: false,
    createdAt: turn.now,
    updatedAt: turn.now,
    movedAt: null,
    indexedAt: turn.now,
  });
  for (const key of keys) await addActorKey(turn, key);
}

/**
 * Gives the turn's owner a key, in the actor document too; a name that has one keeps it. Where making a key takes
 * many messages, a home is furnished without, and gets its keys as they are ready.
 */
export async function addActorKey(turn: Turn, key: ActorKey): Promise<void> {
  const { name, algorithm, publicKeyPem, privateKeyPem } = key;
  const row = { name, algorithm, publicKeyPem, privateKeyPem, createdAt: turn.now };
  if (!(await turn.insertIfAbsent(keyPairs, row))) return;
  const account = await turn.get(accounts, { id: turn.owner });
  if (account === undefined) throw new CoreError("Internal", "There is no account for this key.");
  const keys = [...account.keys, { id: `${account.uri}#${name}`, publicKeyPem }];
  await turn.update(accounts, { id: turn.owner }, { keys });
}

/** The account of somebody new, without keys. */
export function newAccount(ctx: Context, turn: Turn, user: Resident): AccountRow {
  const { origin } = ctx.instance;
  const urls = userUrls(origin, user.handle);
  return {
    ...BLANK_ACCOUNT,
    id: user.id,
    uri: urls.actor,
    acct: user.handle,
    username: user.handle,
    host: null,
    url: urls.page,
    inbox: urls.inbox,
    sharedInbox: sharedInboxUrl(origin),
    outbox: urls.outbox,
    followersUri: urls.followers,
    followingUri: urls.following,
    featuredUri: urls.featured,
    createdAt: turn.now,
    fetchedAt: turn.now,
  };
}
