/** A node put together: store, domain, network, worker. What the server serves and what the commands use. */

import { randomBytes } from "node:crypto";
import {
  createDirectory,
  createFederation,
  createUser,
  defaultLimits,
  homePerformers,
  INSTANCE,
  slidingMinute,
  users,
  waitsFor,
  type Context,
  type Directory,
  type Federation,
  type Instance,
  type Owner,
  type Store,
  type StoreError,
  type User,
} from "@mastic/core";
import { tryCanonicalHost } from "@mastic/validation";
import { installIdna } from "@mastic/validation/idna";
import { setHostReader } from "@mastic/webfinger";
import { withCredentials } from "./accounts/signOut.ts";
import type { Config } from "./config/config.ts";
import { keyCrypto, nodeCrypto } from "./crypto.ts";
import { databaseIn, makeDataDirectory } from "./dataDirectory.ts";
import { outcomeOf } from "./delivery/domainOutcome.ts";
import { OutboxWorker, type Performer } from "./delivery/worker.ts";
import { remoteClient, type RemoteClient } from "./fetch/remoteFetch.ts";
import { addressPolicy } from "./fetch/policy.ts";
import { openSqliteStore, type SqliteStore } from "./sqlite/store.ts";
import { nodeSchema } from "./schema.ts";
import { userAgentOf, version } from "./version.ts";

export interface Node {
  readonly config: Config;
  readonly instance: Instance;
  readonly context: Context;
  readonly store: SqliteStore;
  readonly directory: Directory;
  readonly federation: Federation;
  user(owner: Owner): User;
  /** Perform what stays on this node, what is sent to others, and what others are asked; none is started yet. */
  readonly workers: Readonly<Record<"local" | "delivery" | "gathering", OutboxWorker>>;
  /** Resolves when the home of a user has been made. @throws when it could not be made in time */
  settled(principal: string): Promise<void>;
  close(): Promise<void>;
}

const LOCAL_CONCURRENCY = 64;
const GATHERING_CONCURRENCY = 64;
const GATHERING_HOST_CONCURRENCY = 4;
/** Beside those for deliveries: a server that takes these slowly may answer questions at once. */
const FETCHING_HOST_CONNECTIONS = 16;
const SETTLE_MILLIS = 30_000;
const SETTLE_POLL_MILLIS = 20;

export interface NodeOptions {
  readonly onEnding?: ConstructorParameters<typeof OutboxWorker>[0]["onEnding"];
  readonly onError?: (error: unknown) => void;
  /** Hears, once, that the disk failed: nothing is written any more. */
  readonly onStoreFailure?: (error: StoreError) => void;
}

/** Opens the store in the data directory and builds the node on it. */
export function openNode(config: Config, options: NodeOptions = {}): Node {
  installIdna();
  setHostReader(tryCanonicalHost);
  makeDataDirectory(config.dataDirectory);
  const store = openSqliteStore({
    path: databaseIn(config.dataDirectory),
    schema: nodeSchema,
    clock: Date.now,
    ...(options.onStoreFailure === undefined ? {} : { onFailure: options.onStoreFailure }),
  });
  const instance = instanceOf(config);
  const network = remoteClient({
    policy: addressPolicy(config),
    userAgent: userAgentOf(instance.origin),
    connectionsPerOrigin: config.deliveryHostConcurrency + FETCHING_HOST_CONNECTIONS,
  });
  const context: Context = {
    store,
    instance,
    now: Date.now,
    random: (length) => new Uint8Array(randomBytes(length)),
  };
  const federation = createFederation({
    ...context,
    fetch: network.fetch,
    crypto: nodeCrypto,
    keyCrypto,
  });
  const directory = createDirectory(context);
  const rateLimit = slidingMinute(config.actionsPerMinute);
  const user = (owner: Owner): User =>
    createUser({
      ...context,
      owner,
      gather: federation.gather,
      rateLimit,
      isModerator: (principal) => directory.isModerator(principal),
    });
  const homes = homePerformers(context, keyCrypto);
  const performers = adapt({
    ...federation.perform,
    ...homes,
    deleteHome: withCredentials(store, homes.deleteHome),
  });
  const waits: Readonly<Record<string, string>> = waitsFor;
  // What the Federation does not perform is work at home.
  const waitingFor = (what: string): Record<string, Performer> =>
    Object.fromEntries(Object.entries(performers).filter(([kind]) => (waits[kind] ?? "store") === what));
  const hooks = {
    ...(options.onEnding === undefined ? {} : { onEnding: options.onEnding }),
    ...(options.onError === undefined ? {} : { onError: options.onError }),
  };
  const workers = {
    local: new OutboxWorker({
      effects: store.effects,
      performers: waitingFor("store"),
      concurrency: LOCAL_CONCURRENCY,
      laneConcurrency: LOCAL_CONCURRENCY,
      ...hooks,
    }),
    delivery: new OutboxWorker({
      effects: store.effects,
      performers: waitingFor("delivery"),
      concurrency: config.deliveryConcurrency,
      laneConcurrency: config.deliveryHostConcurrency,
      ...hooks,
    }),
    gathering: new OutboxWorker({
      effects: store.effects,
      performers: waitingFor("answers"),
      concurrency: GATHERING_CONCURRENCY,
      laneConcurrency: GATHERING_HOST_CONCURRENCY,
      ...hooks,
    }),
  };
  return {
    config,
    instance,
    context,
    store,
    directory,
    federation,
    user,
    workers,
    settled: (principal) => settled(store, principal),
    close: () => close(workers, network, store),
  };
}

function instanceOf(config: Config): Instance {
  return {
    origin: config.origin,
    host: new URL(config.origin).host,
    title: config.title,
    description: config.description,
    rules: config.rules,
    contactEmail: config.contactEmail,
    version,
    registrations: config.registrations,
    authorizedFetch: config.authorizedFetch,
    limits: {
      ...defaultLimits,
      statusCharacters: config.statusCharacters,
      actionsPerMinute: config.actionsPerMinute,
      homeTimeline: config.homeTimelineLength,
      tombstoneMillis: config.tombstoneMillis,
      signatureMaxAgeMillis: config.signatureMaxAgeMillis,
    },
  };
}

function adapt(
  performers: Federation["perform"] & ReturnType<typeof homePerformers>,
): Record<string, Performer> {
  return Object.fromEntries(
    Object.entries(performers).map(([kind, perform]) => [
      kind,
      async (effect) => outcomeOf(await perform(effect)),
    ]),
  );
}

async function settled(store: Store, principal: string): Promise<void> {
  const deadline = Date.now() + SETTLE_MILLIS;
  while (Date.now() < deadline) {
    const user = await store.view(INSTANCE, (view) => view.find(users, "principal", { principal }));
    if (user?.status === "Active") return;
    if (user?.status === "CreationFailed") throw new Error(`the account was not made: ${user.failure ?? ""}`);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL_MILLIS));
  }
  throw new Error("the account was not made in time");
}

async function close(workers: Node["workers"], network: RemoteClient, store: SqliteStore): Promise<void> {
  await Promise.all(Object.values(workers).map((worker) => worker.stop()));
  await network.close();
  await store.close();
}
