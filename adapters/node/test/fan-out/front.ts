/** A proxy in front of a node, which takes the shared inbox out of its actors, so that others deliver to every follower apart; it remembers what each inbox got. */

import { once } from "node:events";
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { closeAtEnd } from "../support/closing.ts";

const activity = z.object({
  id: z.string(),
  type: z.string(),
  object: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]),
});

export class Front {
  readonly origin: string;
  /** Deliveries that the node behind it did not take, with its answer. */
  readonly refused: string[] = [];
  readonly #host: string;
  /** By what a Create creates: the ids that came to each inbox, as often as they were taken. */
  readonly #creates = new Map<string, Map<string, string[]>>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 128 });
  #target: { readonly host: string; readonly port: string } | undefined;

  private constructor(origin: string, host: string) {
    this.origin = origin;
    this.#host = host;
  }

  /** @param host a loopback address of its own */
  static async start(host: string): Promise<Front> {
    const server = createServer();
    await once(server.listen(0, host), "listening");
    const { port } = server.address() as AddressInfo;
    const front = new Front(`http://${host}:${port}`, `${host}:${port}`);
    server.on("request", (incoming, response) => void front.#pass(incoming, response));
    closeAtEnd(async () => {
      front.#agent.destroy();
      server.closeAllConnections();
      server.close();
    });
    return front;
  }

  /** Says where the node listens. */
  standBefore(host: string, port: string): void {
    this.#target = { host, port };
  }

  /** The inboxes that took a Create of this object, with the id of each activity as often as it was taken. */
  creates(object: string): ReadonlyMap<string, readonly string[]> {
    return this.#creates.get(object) ?? new Map<string, string[]>();
  }

  async #pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = incoming;
    const sent = await bytesOf(incoming);
    const answer = await this.#ask(method, url, headers, sent).catch(() => undefined);
    if (answer === undefined) {
      response.writeHead(502).end();
      return;
    }
    const isDocument = answer.headers["content-type"]?.startsWith("application/activity+json") === true;
    const body = isDocument ? withoutSharedInbox(answer.body) : answer.body;
    if (method === "POST" && url.endsWith("/inbox")) this.#remember(url, sent, answer.status);
    response
      .writeHead(answer.status, { ...answer.headers, "content-length": body.length.toString() })
      .end(body);
  }

  async #ask(method: string, path: string, headers: IncomingMessage["headers"], body: Buffer) {
    if (this.#target === undefined) throw new Error("Nothing is behind it yet.");
    const options = { ...this.#target, method, path, agent: this.#agent };
    // Asked under its public name, as it was: signatures cover it.
    const outgoing = request({ ...options, headers: { ...headers, host: this.#host } });
    outgoing.end(body);
    const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
    const { "transfer-encoding": _, connection: __, "keep-alive": ___, ...kept } = answer.headers;
    return { status: answer.statusCode ?? 502, headers: kept, body: await bytesOf(answer) };
  }

  #remember(inbox: string, body: Buffer, status: number): void {
    if (status !== 202) {
      this.refused.push(`${inbox}: ${status}`);
      return;
    }
    const { type, id, object } = activity.parse(JSON.parse(body.toString()));
    if (type !== "Create") return;
    const byInbox = this.#creates.get(object) ?? new Map<string, string[]>();
    this.#creates.set(object, byInbox);
    byInbox.set(inbox, [...(byInbox.get(inbox) ?? []), id]);
  }
}

function withoutSharedInbox(body: Buffer): Buffer {
  if (body.length === 0) return body;
  const { endpoints: _, ...rest } = z.looseObject({}).parse(JSON.parse(body.toString()));
  return Buffer.from(JSON.stringify(rest));
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
