// Serves a replica over HTTP: the public interface to agents, the gateway to browsers, on one port.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Principal } from "@icp-sdk/core/principal";
import { answerApi } from "./answer-api.ts";
import { answerWeb } from "./answer-web.ts";
import { route } from "./api/router.ts";
import { stillClock, wallClock } from "./clock.ts";
import { WithNetworkCanisters } from "./network-canisters/with-network-canisters.ts";
import type { Replica } from "./replica.ts";
import { RequestError } from "./request-error.ts";
import type { Serving } from "./serving.ts";

/** How to serve a replica. */
export interface ServeOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 by default; whoever reaches the server can create canisters. */
  readonly host?: string;
  /**
   * `wall`, the default: the replica follows the wall clock, as agents expect; `still`: only
   * `Replica.advanceTo` moves it.
   */
  readonly clock?: "wall" | "still";
  /** How often what is due is looked for with the clock `wall`, in milliseconds; 100 by default. */
  readonly interval?: number;
  /** Hosts of the gateway, with or without a port, that are not `<canister id>.localhost`, and their canisters. */
  readonly domains?: Readonly<Record<string, Principal | string>>;
  /** Whether the gateway refuses answers to queries that are not certified; true by default. */
  readonly verifyResponses?: boolean;
  /**
   * Whether the cycles ledger and the cycles minting canister answer, with as much as `icp deploy` asks
   * for; true by default.
   */
  readonly networkCanisters?: boolean;
  /** How long a synchronous call waits for its outcome, in milliseconds; 10,000 by default, as on the mainnet. */
  readonly callPatience?: number;
  /** Told of what goes wrong inside, which clients see as status 500; nobody is by default. */
  readonly onError?: (error: unknown) => void;
}

/** A replica that is being served. */
export interface ServedReplica {
  /** `http://127.0.0.1:<port>`: the host to give to an agent. */
  readonly url: string;
  readonly port: number;
  /** Where the gateway shows a canister: `http://<canister id>.localhost:<port>/`. */
  readonly canisterUrl: (canisterId: Principal | string) => string;
  /** Stops to take requests, ends those under way, and stops the clock. */
  readonly close: () => Promise<void>;
}

/**
 * Serves a replica, for `HttpAgent` of `@icp-sdk/core`, the `icp` command and browsers.
 *
 * @throws what `listen` says of a port or host that cannot be had, and of a domain's canister that is none.
 */
export async function serve(own: Replica, options: ServeOptions = {}): Promise<ServedReplica> {
  const { port = 0, host = "127.0.0.1", clock = "wall", interval = 100, verifyResponses = true } = options;
  const replica = (options.networkCanisters ?? true) ? new WithNetworkCanisters(own) : own;
  const settings = { callPatience: options.callPatience ?? 10_000 };
  const domains = new Map(
    Object.entries(options.domains ?? {}).map(([name, id]) => [name.toLowerCase(), Principal.from(id)]),
  );
  const onError = options.onError ?? (() => {});
  const server = createServer();
  const bound = await listen(server, port, host);
  const running = clock === "still" ? stillClock : wallClock(replica, interval, onError);
  const serving = { replica, clock: running, settings, domains, verifyResponses, onError };
  server.on("request", (request, response) => void handle(serving, request, response));
  const shownHost = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${bound}`,
    port: bound,
    canisterUrl: (canisterId) => `http://${Principal.from(canisterId).toText()}.localhost:${bound}/`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await running.stop();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function handle(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const named = route(path);
    if (named) await answerApi(serving, named, request, response);
    else await answerWeb(serving, request, response);
  } catch (error) {
    if (!(error instanceof RequestError)) serving.onError(error);
    refuse(response, error);
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const [status, message] =
    error instanceof RequestError
      ? [error.status, error.message]
      : [500, "Something is wrong in the runtime."];
  // The rest of a body that nobody reads would be taken for the next request.
  response.setHeader("connection", "close");
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(message);
}
