/** A small world for tests of single commands: homes on the memory store, and what they left in the outbox. */

import { defaultLimits, type Caller, type Instance, type UserContext } from "../context.ts";
import { CoreError } from "../error.ts";
import { memoryStore } from "../memory/store.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { personRow } from "../schema/personRow.test-support.ts";
import { coreSchema } from "../schema/schema.ts";
import { statuses } from "../schema/statuses.ts";
import { profiles } from "../schema/user.ts";
import type { Json } from "../store/column.ts";
import type { Store } from "../store/store.ts";
import { slidingMinute } from "./rateLimit.ts";
import { createUser, type User } from "./user.ts";

export const instance: Instance = {
  origin: "https://mastic.test",
  host: "mastic.test",
  title: "Mastic",
  description: "",
  contactEmail: null,
  version: "0.1.0",
  registrations: "open",
  limits: { ...defaultLimits, actionsPerMinute: 1_000 },
  authorizedFetch: false,
};

export interface Home {
  readonly account: AccountRow;
  readonly caller: Caller;
  readonly user: User;
}

export interface SentActivity {
  readonly kind: string;
  readonly payload: Json;
  readonly activity: { readonly [key: string]: unknown };
}

/** A server that does not answer. */
export const AWAY = "https://away.example/";

export interface Homes {
  readonly store: Store;
  clock: number;
  home(handle: string): Promise<Home>;
  remote(name: string): Promise<AccountRow>;
  /** Takes what waits in the outbox. */
  sent(): Promise<SentActivity[]>;
}

export function homes(limits: Partial<Instance["limits"]> = {}): Homes {
  const world = { clock: 1_795_000_000_000 };
  const store = memoryStore(coreSchema, { clock: () => world.clock });
  const here = { ...instance, limits: { ...instance.limits, ...limits } };
  const rateLimit = slidingMinute(here.limits.actionsPerMinute);

  const gather = {
    account: (reference: string) => findAccount(store, reference),
    refresh: (uri: string) => findAccount(store, uri),
    status: async (uri: string) => {
      const found = await store.view(0n, (view) => view.find(statuses, "uri", { uri }));
      if (uri.startsWith(AWAY)) throw new CoreError("RemoteUnavailable", uri);
      if (found === undefined) throw new CoreError("NotFound", uri);
      return found;
    },
  };

  return Object.assign(world, {
    store,
    async home(handle: string): Promise<Home> {
      const account = await addAccount(store, handle, null);
      await store.turn(account.id, (turn) =>
        turn.insert(profiles, {
          accountId: account.id,
          handle,
          principal: `principal-${handle}`,
          bio: "",
          defaultVisibility: "public",
          defaultSensitive: false,
          defaultLanguage: "en",
          defaultQuotePolicy: "public",
          hideCollections: false,
          createdAt: turn.now,
          updatedAt: turn.now,
          movedAt: null,
          indexedAt: turn.now,
        }),
      );
      const ctx: UserContext = {
        store,
        instance: here,
        now: () => world.clock,
        random: (length) => new Uint8Array(length),
        owner: account.id,
        gather,
        rateLimit,
        isModerator: async (principal) => principal === "principal-moderator",
      };
      return { account, caller: { principal: `principal-${handle}` }, user: createUser(ctx) };
    },
    remote: (name: string) => addAccount(store, name, "far.example"),
    async sent(): Promise<SentActivity[]> {
      const effects = await store.effects.claim({ now: world.clock, limit: 500, leaseMillis: 1_000 });
      await store.effects.complete(effects.map((effect) => effect.id));
      return effects.map(({ kind, payload, body }) => ({
        kind,
        payload,
        activity: body === null ? {} : (JSON.parse(body.content) as { [key: string]: unknown }),
      }));
    },
  });
}

async function findAccount(store: Store, reference: string): Promise<AccountRow> {
  const acct = reference.startsWith("@") ? reference.slice(1) : reference;
  const found = await store.view(0n, async (view) => {
    const byUri = await view.find(accounts, "uri", { uri: reference });
    return byUri ?? (await view.scan(accounts, { index: "byAcct", equals: { acct }, limit: 1 })).rows[0];
  });
  if (found === undefined) throw new CoreError("NotFound", reference);
  return found;
}

async function addAccount(store: Store, name: string, host: string | null): Promise<AccountRow> {
  const origin = host === null ? instance.origin : `https://${host}`;
  return store.turn(0n, async (turn) => {
    const row = personRow(origin, name, {
      id: turn.nextId(),
      acct: host === null ? name : `${name}@${host}`,
      host,
      createdAt: turn.now,
      fetchedAt: turn.now,
    });
    await turn.insert(accounts, row);
    return row;
  });
}
