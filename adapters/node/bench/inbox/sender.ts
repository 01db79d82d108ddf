/** The remote server of the inbox benchmark: an actor whose document is served, and whose posts it signs ahead. */

import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

export interface SignedPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export class Sender {
  readonly actorUri: string;
  readonly #privateKey: KeyObject;
  readonly #server: Server;
  #count = 0;

  private constructor(origin: string, privateKey: KeyObject, server: Server) {
    this.actorUri = `${origin}/users/rena`;
    this.#privateKey = privateKey;
    this.#server = server;
  }

  static async start(): Promise<Sender> {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const server = createServer();
    server.listen(0, "127.0.0.2");
    await once(server, "listening");
    const { address, port } = server.address() as AddressInfo;
    const host = `${address}:${port}`;
    const origin = `http://${host}`;
    const actor = actorDocument(origin, publicKey.export({ type: "spki", format: "pem" }));
    server.on("request", (request, response) => {
      const isFinger = request.url?.startsWith("/.well-known/webfinger") === true;
      const links = [{ rel: "self", type: "application/activity+json", href: actor.id }];
      const document = isFinger ? { subject: `acct:rena@${host}`, links } : actor;
      const type = isFinger ? "application/jrd+json" : "application/activity+json";
      response.setHeader("content-type", type).end(JSON.stringify(document));
    });
    return new Sender(origin, privateKey, server);
  }

  /** So many posts, each of its own, signed as Mastodon signs (draft-cavage with Digest). */
  posts(inbox: string, count: number): SignedPost[] {
    const { host, pathname } = new URL(inbox);
    return Array.from({ length: count }, () => this.#sign(host, pathname, this.#activity()));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #sign(host: string, path: string, activity: object): SignedPost {
    const body = Buffer.from(JSON.stringify(activity));
    const date = new Date().toUTCString();
    const digest = `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
    const type = "application/activity+json";
    const text = `(request-target): post ${path}\nhost: ${host}\ndate: ${date}\ndigest: ${digest}\ncontent-type: ${type}`;
    const made = sign("sha256", Buffer.from(text), this.#privateKey).toString("base64");
    const signature = `keyId="${this.actorUri}#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest content-type",signature="${made}"`;
    return { headers: { host, date, digest, signature, "content-type": type }, body };
  }

  /** A Create(Note) of about 3 kB, as Mastodon writes them. */
  #activity(): object {
    this.#count += 1;
    const note = `${this.actorUri}/statuses/${this.#count}`;
    const published = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const to = ["https://www.w3.org/ns/activitystreams#Public"];
    const cc = [`${this.actorUri}/followers`];
    const content = `<p>${`Post number ${this.#count} goes on and on. `.repeat(60)}</p>`;
    return {
      "@context": [
        "https://www.w3.org/ns/activitystreams",
        { ostatus: "http://ostatus.org#", sensitive: "as:sensitive", conversation: "ostatus:conversation" },
      ],
      id: `${note}/activity`,
      type: "Create",
      actor: this.actorUri,
      published,
      to,
      cc,
      object: {
        id: note,
        type: "Note",
        summary: null,
        inReplyTo: null,
        published,
        url: note,
        attributedTo: this.actorUri,
        to,
        cc,
        sensitive: false,
        content,
        contentMap: { en: content.slice(0, 200) },
        attachment: [],
        tag: [],
      },
    };
  }
}

function actorDocument(origin: string, publicKeyPem: string): Record<string, unknown> {
  const id = `${origin}/users/rena`;
  return {
    "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
    id,
    type: "Person",
    preferredUsername: "rena",
    name: "Rena",
    summary: "",
    url: `${origin}/@rena`,
    inbox: `${id}/inbox`,
    outbox: `${id}/outbox`,
    followers: `${id}/followers`,
    following: `${id}/following`,
    endpoints: { sharedInbox: `${origin}/inbox` },
    publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem },
  };
}
