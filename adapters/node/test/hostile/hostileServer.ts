/** A server that can lie in every way that HTTP allows: it answers what a test tells it to, and remembers who asked. */

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { closeAtEnd } from "../support/closing.ts";

export const ACTIVITY_JSON = "application/activity+json";

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}
type Handler = Answer | ((response: ServerResponse) => void);

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export class HostileServer {
  readonly origin: string;
  /** Every request, in the order of arrival. */
  readonly seen: SeenRequest[];
  readonly #handlers: Map<string, Handler>;

  private constructor(server: Server, handlers: Map<string, Handler>, seen: SeenRequest[]) {
    const { address, port } = server.address() as AddressInfo;
    this.origin = `http://${address}:${port}`;
    this.#handlers = handlers;
    this.seen = seen;
  }

  /** @param host a loopback address of its own */
  static async start(host: string): Promise<HostileServer> {
    const handlers = new Map<string, Handler>();
    const server = createServer();
    const seen: SeenRequest[] = [];
    server.on("request", (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method = "", url: path = "", headers } = request;
        seen.push({ method, path, headers, body: Buffer.concat(chunks) });
        const handler = handlers.get(path) ?? (method === "POST" ? { status: 202 } : { status: 404 });
        if (typeof handler === "function") handler(response);
        else answer(response, handler);
      });
    });
    await once(server.listen(0, host), "listening");
    closeAtEnd(async () => {
      server.closeAllConnections();
      await promisify(server.close.bind(server))();
    });
    return new HostileServer(server, handlers, seen);
  }

  get host(): string {
    return new URL(this.origin).host;
  }

  /** @param path with its query, as it is asked for */
  serve(path: string, handler: Handler): void {
    this.#handlers.set(path, handler);
  }

  requestsFor(path: string): SeenRequest[] {
    return this.seen.filter((request) => request.path === path);
  }
}

function answer(response: ServerResponse, { status = 200, headers = {}, body = "" }: Answer): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": ACTIVITY_JSON, ...headers });
  response.end(text);
}
