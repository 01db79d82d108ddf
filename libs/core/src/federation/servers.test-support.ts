/** Servers for tests: whole cores in one process, joined by a network that carries their real, signed requests. */

import { createNodeCrypto } from "@mastic/http-signatures/node";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  defaultLimits,
  type Caller,
  type HttpRequest,
  type HttpResponse,
  type Instance,
} from "../context.ts";
import { homePerformers } from "../directory/home/performers.ts";
import { userUrls } from "../document/urls.ts";
import { memoryStore } from "../memory/store.ts";
import { accounts, type AccountRow } from "../schema/accounts.ts";
import { personRow } from "../schema/personRow.test-support.ts";
import { coreSchema } from "../schema/schema.ts";
import { keyPairs, profiles } from "../schema/user.ts";
import { INSTANCE, type Store } from "../store/store.ts";
import { slidingMinute } from "../user/rateLimit.ts";
import { createUser, type User } from "../user/user.ts";
import type { FederationContext } from "./context.ts";
import { createFederation, type Federation } from "./federation.ts";
import type { Outcome, Performer } from "./perform/outcome.ts";

/** Answers requests for one host. */
export type Site = (request: HttpRequest & { readonly path: string }) => Promise<HttpResponse>;

export interface Member {
  readonly account: AccountRow;
  readonly caller: Caller;
  readonly user: User;
  readonly privateKeyPem: string;
}

export interface Server {
  readonly ctx: FederationContext;
  readonly store: Store;
  readonly federation: Federation;
  readonly origin: string;
  member(handle: string, profile?: Partial<AccountRow>): Promise<Member>;
}

/** What happened to an effect that did not end well. */
export interface Failure {
  readonly kind: string;
  readonly outcome: Outcome;
}

export interface Network {
  clock: number;
  /** Performs each effect twice, as a host may that crashed before it could say that one was done. */
  isRepeating: boolean;
  /** Every request between hosts, as `GET https://…`. */
  readonly log: string[];
  readonly failures: Failure[];
  server(host: string, options?: Partial<Instance>): Server;
  site(host: string, site: Site): void;
  /** Performs effects on all servers until none is due. */
  settle(): Promise<void>;
}

const crypto = createNodeCrypto();

/** Key pairs are slow to make: each network hands out the same ones, over again only to crowds. */
const POOL = 16;
const pool: { publicKeyPem: string; privateKeyPem: string }[] = [];
let taken = 0;

export function keyPair(): { publicKeyPem: string; privateKeyPem: string } {
  const pair = pool[taken % POOL] ?? makeKeyPair();
  pool[taken % POOL] = pair;
  taken += 1;
  return pair;
}

function makeKeyPair(): { publicKeyPem: string; privateKeyPem: string } {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }),
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }),
  };
}

export function network(): Network {
  taken = 0;
  const sites = new Map<string, Site>();
  const servers: Server[] = [];
  const world = {
    clock: 1_795_000_000_000,
    log: [] as string[],
    failures: [] as Failure[],
    isRepeating: false,
  };

  async function carry(request: HttpRequest): Promise<HttpResponse> {
    world.log.push(`${request.method} ${request.url}`);
    const url = new URL(request.url);
    const site = sites.get(url.host);
    if (site === undefined) throw new Error(`No such host: ${url.host}`);
    return site({ ...request, path: url.pathname + url.search });
  }

  return Object.assign(world, {
    server(host: string, options: Partial<Instance> = {}): Server {
      const origin = `https://${host}`;
      const store = memoryStore(coreSchema, { clock: () => world.clock });
      const ctx: FederationContext = {
        store,
        instance: { ...defaults, origin, host, ...options },
        now: () => world.clock,
        random: (length) => randomBytes(length),
        fetch: carry,
        crypto,
        keyCrypto: { generateKeyPair: async () => keyPair() },
      };
      const federation = createFederation(ctx);
      const server = { ctx, store, federation, origin, member: (handle: string, profile = {}) => addMember(server, handle, profile) }; // prettier-ignore
      sites.set(host, async (request) => {
        const answer = await federation.handle({ ...request, url: request.path });
        return answer !== undefined && "status" in answer ? answer : notFound;
      });
      servers.push(server);
      return server;
    },
    site: (host: string, site: Site) => void sites.set(host, site),
    async settle(): Promise<void> {
      for (let busy = true; busy;) {
        busy = false;
        for (const server of servers) busy = (await work(server, world)) || busy;
      }
    },
  });
}

async function work(
  server: Server,
  world: Pick<Network, "clock" | "failures" | "isRepeating">,
): Promise<boolean> {
  const { effects } = server.store;
  const performers: Readonly<Record<string, Performer>> = {
    ...server.federation.perform,
    ...homePerformers(server.ctx, server.ctx.keyCrypto),
  };
  const due = await effects.claim({ now: world.clock, limit: 100, leaseMillis: 60_000 });
  for (const effect of due) {
    if (world.isRepeating) await performers[effect.kind]?.(effect);
    const outcome = (await performers[effect.kind]?.(effect)) ?? {
      status: "permanent",
      error: "nobody performs it",
    };
    if (outcome.status !== "done") world.failures.push({ kind: effect.kind, outcome });
    if (outcome.status === "retry") {
      await effects.retry([{ id: effect.id, dueAt: world.clock + 60_000, error: outcome.error }]);
    } else await effects.complete([effect.id]);
  }
  return due.length > 0;
}

const defaults: Instance = {
  origin: "",
  host: "",
  title: "Mastic",
  description: "",
  contactEmail: null,
  version: "0.1.0",
  registrations: "open",
  limits: { ...defaultLimits, actionsPerMinute: 1_000 },
  authorizedFetch: false,
};

const notFound: HttpResponse = { status: 404, headers: {}, body: new Uint8Array() };

async function addMember(server: Server, handle: string, profile: Partial<AccountRow>): Promise<Member> {
  const { store, ctx, federation } = server;
  const urls = userUrls(server.origin, handle);
  const pair = keyPair();
  const account = await store.turn(INSTANCE, async (turn) => {
    const row = personRow(server.origin, handle, {
      id: turn.nextId(),
      keys: [{ id: urls.mainKey, publicKeyPem: pair.publicKeyPem }],
      createdAt: turn.now,
      fetchedAt: turn.now,
      ...profile,
    });
    await turn.insert(accounts, row);
    return row;
  });
  const principal = `principal-${handle}`;
  await store.turn(account.id, async (turn) => {
    const createdAt = turn.now;
    await turn.insert(keyPairs, { name: "main-key", algorithm: "rsa-2048", ...pair, createdAt });
    await turn.insert(profiles, {
      accountId: account.id,
      handle,
      principal,
      bio: "",
      defaultVisibility: "public",
      defaultSensitive: false,
      defaultLanguage: "en",
      defaultQuotePolicy: "public",
      hideCollections: false,
      createdAt,
      updatedAt: createdAt,
      movedAt: null,
      indexedAt: createdAt,
    });
  });
  const user = createUser({
    ...ctx,
    owner: account.id,
    gather: federation.gather,
    rateLimit: slidingMinute(1_000),
    isModerator: async () => false,
  });
  return { account, caller: { principal }, user, privateKeyPem: pair.privateKeyPem };
}
