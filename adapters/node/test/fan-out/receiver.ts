/** Many followers on many inboxes in the test's own process: it verifies every delivery, and remembers which activities each inbox got. */

import { createHash, generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { closeAtEnd } from "../support/closing.ts";

const ACTIVITY_JSON = "application/activity+json";
const CONTEXT = ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"];

interface Arrival {
  readonly id: string;
  readonly type: string;
  /** Of the object, or of the activity itself where the object is only named. */
  readonly object: string;
}

export class Receiver {
  /** By the URI of the follower. */
  readonly arrivals = new Map<string, Arrival[]>();
  /** Why a delivery was refused. */
  readonly refused: string[] = [];
  readonly #senderKeyPem: string;
  // One pair for all of them: a thousand would take minutes to make.
  readonly #keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

  private constructor(senderKeyPem: string) {
    this.#senderKeyPem = senderKeyPem;
  }

  /**
   * Followers spread evenly over servers, one for each host.
   * @param hosts loopback addresses
   * @param senderKeyPem with which deliveries must verify
   */
  static async start(hosts: readonly string[], followers: number, senderKeyPem: string): Promise<Receiver> {
    const receiver = new Receiver(senderKeyPem);
    for (const [index, host] of hosts.entries()) {
      const server = createServer((incoming, response) => void receiver.#answer(incoming, response));
      await once(server.listen(0, host), "listening");
      closeAtEnd(async () => {
        server.closeAllConnections();
        server.close();
      });
      const { port } = server.address() as AddressInfo;
      for (let n = index; n < followers; n += hosts.length) {
        receiver.arrivals.set(`http://${host}:${port}/users/follower${n}`, []);
      }
    }
    return receiver;
  }

  /** Lets everybody follow, so many at a time. */
  async followAll(actorUri: string): Promise<void> {
    const waiting = [...this.arrivals.keys()];
    const worker = async (): Promise<void> => {
      for (let follower = waiting.pop(); follower !== undefined; follower = waiting.pop()) {
        const status = await this.#follow(follower, actorUri);
        if (status !== 202) throw new Error(`The Follow of ${follower} was answered with ${status}.`);
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
  }

  /** The followers that got a Create of this object, with the id of each activity as often as it came. */
  creates(object: string): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const [follower, arrivals] of this.arrivals) {
      const ids = arrivals.filter((it) => it.type === "Create" && it.object === object).map((it) => it.id);
      if (ids.length > 0) found.set(follower, ids);
    }
    return found;
  }

  #follow(follower: string, actorUri: string): Promise<number> {
    const inbox = new URL(`${actorUri}/inbox`);
    const body = JSON.stringify({
      "@context": CONTEXT,
      id: `${follower}/follow`,
      type: "Follow",
      actor: follower,
      object: actorUri,
    });
    const signed = {
      host: inbox.host,
      date: new Date().toUTCString(),
      digest: digestOf(body),
    };
    const signature = cavage(`post ${inbox.pathname}`, signed, `${follower}#main-key`, this.#keys.privateKey);
    return new Promise((resolve, reject) => {
      const headers = {
        ...signed,
        signature,
        "content-type": ACTIVITY_JSON,
        "content-length": Buffer.byteLength(body),
      };
      const outgoing = request(inbox, { method: "POST", headers, agent: false }, (response) => {
        response.resume();
        response.on("end", () => {
          resolve(response.statusCode ?? 0);
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = `http://${incoming.headers.host ?? ""}`;
    const path = incoming.url ?? "";
    if (incoming.method === "GET") {
      this.#get(origin, path, response);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const flaw = this.#flaw(incoming, path, body);
    const arrivals = this.arrivals.get(origin + path.replace(/\/inbox$/, ""));
    if (flaw !== undefined || arrivals === undefined) {
      this.refused.push(flaw ?? `No inbox ${path}`);
      response.writeHead(401).end();
      return;
    }
    const activity = JSON.parse(body) as { id: string; type: string; object: string | { id: string } };
    const object = typeof activity.object === "string" ? activity.object : activity.object.id;
    arrivals.push({ id: activity.id, type: activity.type, object });
    response.writeHead(202).end();
  }

  #get(origin: string, path: string, response: ServerResponse): void {
    const resource = /^\/\.well-known\/webfinger\?resource=(.*)$/.exec(path)?.[1];
    const name =
      resource === undefined
        ? path.replace("/users/", "")
        : /^acct:(\w+)@/.exec(decodeURIComponent(resource))?.[1];
    const uri = `${origin}/users/${name ?? ""}`;
    if (!this.arrivals.has(uri)) {
      response.writeHead(404).end();
      return;
    }
    if (resource !== undefined) {
      const subject = decodeURIComponent(resource);
      const links = [{ rel: "self", type: ACTIVITY_JSON, href: uri }];
      response
        .writeHead(200, { "content-type": "application/jrd+json" })
        .end(JSON.stringify({ subject, links }));
      return;
    }
    const publicKeyPem = this.#keys.publicKey.export({ type: "spki", format: "pem" });
    const document = {
      "@context": CONTEXT,
      id: uri,
      type: "Person",
      preferredUsername: name,
      inbox: `${uri}/inbox`,
      publicKey: { id: `${uri}#main-key`, owner: uri, publicKeyPem },
    };
    response.writeHead(200, { "content-type": ACTIVITY_JSON }).end(JSON.stringify(document));
  }

  /** What is wrong with a delivery by draft-cavage-12; `undefined` when it is as it should be. */
  #flaw({ headers, method = "" }: IncomingMessage, path: string, body: string): string | undefined {
    const parameters = new Map(
      [...String(headers["signature"]).matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]),
    );
    const covers = parameters.get("headers")?.split(" ") ?? [];
    for (const name of ["(request-target)", "host", "date", "digest"]) {
      if (!covers.includes(name)) return `${name} is not covered`;
    }
    if (headers["digest"] !== digestOf(body)) return "the digest is of another body";
    const lines = covers.map((name) => {
      const value = name === "(request-target)" ? `${method.toLowerCase()} ${path}` : headers[name];
      return `${name}: ${String(value)}`;
    });
    const signature = Buffer.from(parameters.get("signature") ?? "", "base64");
    const holds = verify("sha256", Buffer.from(lines.join("\n")), this.#senderKeyPem, signature);
    return holds ? undefined : "the signature does not hold";
  }
}

function cavage(
  target: string,
  headers: Readonly<Record<string, string>>,
  keyId: string,
  privateKey: KeyObject,
): string {
  const lines = [
    `(request-target): ${target}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const signature = sign("sha256", Buffer.from(lines.join("\n")), privateKey).toString("base64");
  const covers = ["(request-target)", ...Object.keys(headers)].join(" ");
  return `keyId="${keyId}",algorithm="rsa-sha256",headers="${covers}",signature="${signature}"`;
}

function digestOf(body: string): string {
  return `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
}
