/** The running server: HTTP and WebSocket on one port, the workers behind it, and an orderly end. */

import { setTimeout as pause } from "node:timers/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { INSTANCE, users, type StoreError } from "@mastic/core";
import { StreamHub, type Api } from "@mastic/mastodon-api";
import { isPasswordOf } from "./accounts/isPasswordOf.ts";
import { passwords } from "./auth/password.ts";
import { diskBlobStore } from "./blobs/diskBlobStore.ts";
import { keepSwept } from "./blobs/sweep.ts";
import type { Config } from "./config/config.ts";
import { ConfigError } from "./config/error.ts";
import { createApp } from "./http/app.ts";
import { discardRest } from "./http/discard.ts";
import type { Doors } from "./http/doors.ts";
import { answerInbox } from "./http/inboxDoor.ts";
import { originForm } from "./http/originForm.ts";
import { limits } from "./http/limits.ts";
import { readWebApp } from "./http/webApp.ts";
import { mediaPort } from "./media/mediaPort.ts";
import { openMediaProxy, type OpenMediaProxy } from "./mediaProxy/openMediaProxy.ts";
import { lockDataDirectory } from "./dataDirectory.ts";
import { readAccessToken } from "./oauth/accessToken.ts";
import { openNode, type Node } from "./node.ts";
import { keepOrigin } from "./origin.ts";
import { logger, type Logger } from "./observability/logger.ts";
import { metrics, type Metrics } from "./observability/metrics.ts";
import { tokenWatch } from "./streaming/tokenWatch.ts";
import { attachWebSockets } from "./streaming/webSocket.ts";

export interface RunningServer {
  readonly node: Node;
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly address: string;
  readonly log: Logger;
  /** Whether anybody has an account here. */
  hasAccounts(): Promise<boolean>;
  /** Resolves, if ever, when the disk failed: nothing is written any more, and only another start can help. */
  readonly failed: Promise<StoreError>;
  /** How many live streams are open. */
  openStreams(): number;
  /** Stops taking requests, finishes what is under way, and closes the store. */
  stop(): Promise<void>;
}

const HEADERS_TIMEOUT_MILLIS = 20_000;
const REQUEST_TIMEOUT_MILLIS = 120_000;
/** Requests still open after this long are cut off when the node stops. */
const DRAIN_MILLIS = 10_000;
const IDLE_POLL_MILLIS = 100;

/** Opens the node and serves it. @throws when the port is taken or the data directory cannot be used */
export async function startServer(config: Config): Promise<RunningServer> {
  const unlock = lockDataDirectory(config.dataDirectory);
  const log = logger({ level: config.logLevel, format: config.logFormat });
  const figures: Metrics = metrics(() => node.store.effects.size());
  const failed = Promise.withResolvers<StoreError>();
  let failure: StoreError | undefined;
  const node = openNode(config, {
    onStoreFailure(error) {
      failure = error;
      failed.resolve(error);
      log.fatal({ err: error }, "nothing can be written any more");
    },
    onError: (error) => log.error({ err: error }, "the outbox worker failed"),
    onEnding(effect, ending, error, millis) {
      figures.effect(effect.kind, ending, millis / 1000);
      if (ending === "done") return;
      const entry = { kind: effect.kind, lane: effect.lane, attempts: effect.attempts, error };
      if (ending === "retry") log.debug(entry, "effect will be tried again");
      else log.warn(entry, `effect ${ending}`);
    },
  });
  let mediaProxy: OpenMediaProxy;
  try {
    await keepOrigin(node.store, config);
    mediaProxy = await openMediaProxy(node, log);
  } catch (error) {
    await node.close();
    unlock();
    throw error;
  }
  const closing = new AbortController();
  const { doors, hub } = await createDoors(node, mediaProxy, log, figures, closing.signal, () => failure);
  const stopListening = node.store.listen((event, owner) => hub.hear(event, owner));
  const app = createApp(doors);
  const listener = getRequestListener(app.fetch, { autoCleanupIncoming: false });
  const server = createServer((request, response) => {
    request.url = originForm(request.url ?? "", node.instance.host);
    if (answerInbox(doors, request, response)) return;
    discardRest(request, response);
    void listener(request, response);
  });
  server.headersTimeout = HEADERS_TIMEOUT_MILLIS;
  server.requestTimeout = REQUEST_TIMEOUT_MILLIS;
  const endSockets = attachWebSockets(doors, server);
  const end = async (): Promise<void> => {
    doors.tokens.close();
    stopListening();
    await mediaProxy.close();
    await node.close();
    unlock();
  };
  let address: string;
  try {
    await node.store.effects.releaseLeases(Date.now());
    address = await listen(server, config);
  } catch (error) {
    endSockets();
    await end();
    throw error;
  }
  for (const worker of Object.values(node.workers)) worker.start();
  keepSwept(
    node.store,
    doors.blobs,
    closing.signal,
    (deleted) => log.debug({ deleted }, "blobs without a row are gone"),
    (error) => log.error({ err: error }, "the blobs could not be swept"),
  );
  log.info({ address, origin: config.origin, data: config.dataDirectory }, "listening");
  return {
    node,
    address,
    log,
    hasAccounts: () => hasAccounts(node),
    failed: failed.promise,
    openStreams: () => hub.size,
    async stop() {
      closing.abort();
      endSockets();
      await drain(server);
      await end();
    },
  };
}

async function hasAccounts({ store }: Node): Promise<boolean> {
  const { rows } = await store.view(INSTANCE, (view) => view.scan(users, { limit: 1 }));
  return rows.length > 0;
}

async function createDoors(
  node: Node,
  { proxy: mediaProxy, addresses: mediaAddresses }: OpenMediaProxy,
  log: Logger,
  figures: Metrics,
  closing: AbortSignal,
  failure: Doors["failure"],
): Promise<{ doors: Doors; hub: StreamHub }> {
  const { config } = node;
  // What people are shown of other servers comes through this one.
  const instance = { ...node.instance, remoteMediaUrl: mediaAddresses.addressOf };
  const counted = limits(config);
  const blobs = await diskBlobStore(join(config.dataDirectory, "blobs"));
  const hashing = passwords();
  const api: Api = {
    context: { ...node.context, instance },
    directory: node.directory,
    user: (owner) => node.user(owner),
    gather: () => node.federation.gather,
    media: mediaPort(node, blobs),
    streamingUrl: instance.origin.replace(/^http/, "ws"),
    pause,
    isOwner: async ({ principal }, password) => {
      if (principal === null) return false;
      // Who has somebody's token may guess no oftener than who has only their name.
      counted.attemptAt("signIn", principal);
      return isPasswordOf(node.store, hashing, principal, password);
    },
  };
  const hub = new StreamHub(api, (error) => log.error({ err: error }, "a live stream failed"));
  const tokens = tokenWatch(
    (secret) => readAccessToken(node.store, secret),
    (error) => log.error({ err: error }, "the tokens of open streams could not be read"),
  );
  const doors: Doors = {
    api,
    tokens,
    tokensChanged: () => tokens.look(),
    hub,
    mediaProxy,
    mediaAddresses,
    blobs,
    log,
    closing,
    failure,
    instance,
    store: node.store,
    directory: node.directory,
    federation: node.federation,
    passwords: hashing,
    settled: (principal) => node.settled(principal),
    now: Date.now,
    attempt: (c, kind, account) => counted.attempt(c, kind, account),
    limits: counted,
    metrics: figures,
    config,
    webApp: readWebApp(),
  };
  return { doors, hub };
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenFailure(error, config)));
    server.listen(config.port, config.host, () => {
      server.removeAllListeners("error");
      const { address, family, port } = server.address() as AddressInfo;
      resolve(`http://${family === "IPv6" ? `[${address}]` : address}:${port}`);
    });
  });
}

/** Where it cannot listen, the operator hears which variable to change. */
function listenFailure(error: NodeJS.ErrnoException, { port, host }: Config): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new ConfigError([
        {
          variable: "PORT",
          problem: `is ${port}, which another program has taken on ${host}`,
          example: "8080",
        },
      ]);
    case "EACCES":
      return new ConfigError([
        { variable: "PORT", problem: `is ${port}, which this account may not listen on`, example: "8080" },
      ]);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new ConfigError([
        {
          variable: "HOST",
          problem: `is ${host}, which is no address of this machine`,
          example: "127.0.0.1",
        },
      ]);
    default:
      return error;
  }
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose response ends now would idle for the whole of its keep-alive.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_POLL_MILLIS);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MILLIS);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
