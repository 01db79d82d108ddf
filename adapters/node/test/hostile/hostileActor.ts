/** An actor of a hostile server, honest until a test makes it lie: its own draft-cavage signatures by node:crypto, every part of which can be falsified. */

import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
} from "node:crypto";
import { request } from "node:http";
import type { HostileServer } from "./hostileServer.ts";

/** What the signature says or leaves out, where it is to differ from the truth. */
export interface Lies {
  readonly keyId?: string;
  readonly privateKey?: KeyObject;
  /** Which headers the signature covers; the default covers everything that must be. */
  readonly covers?: readonly string[];
  /** The path and the host that are signed, when the request goes elsewhere. */
  readonly signedPath?: string;
  readonly signedHost?: string;
  /** The body whose digest is signed. */
  readonly signedBody?: string;
  readonly date?: Date;
  /** More headers, or others than the signed ones; `undefined` takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface Outcome {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly millis: number;
}

export const CONTEXT = "https://www.w3.org/ns/activitystreams";
const COVERED = ["(request-target)", "host", "date", "digest", "content-type"];

export class HostileActor {
  readonly uri: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKeyPem: string;
  readonly server: HostileServer;
  readonly username: string;

  /** Serves an actor that is as it should be, with its WebFinger. */
  constructor(server: HostileServer, username: string = newName()) {
    this.server = server;
    this.username = username;
    this.uri = `${server.origin}/users/${username}`;
    this.keyId = `${this.uri}#main-key`;
    const pair = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    this.privateKey = createPrivateKey(pair.privateKey);
    this.publicKeyPem = pair.publicKey;
    this.serveDocument({});
    const acct = `acct:${username}@${server.host}`;
    const links = [{ rel: "self", type: "application/activity+json", href: this.uri }];
    for (const resource of [encodeURIComponent(acct), acct]) {
      server.serve(`/.well-known/webfinger?resource=${resource}`, {
        headers: { "content-type": "application/jrd+json" },
        body: { subject: acct, aliases: [this.uri], links },
      });
    }
  }

  get document(): Record<string, unknown> {
    return {
      "@context": [CONTEXT, "https://w3id.org/security/v1"],
      id: this.uri,
      type: "Person",
      preferredUsername: this.username,
      name: this.username,
      inbox: `${this.uri}/inbox`,
      outbox: `${this.uri}/outbox`,
      followers: `${this.uri}/followers`,
      publicKey: { id: this.keyId, owner: this.uri, publicKeyPem: this.publicKeyPem },
    };
  }

  /** Serves the actor's document with some of its properties replaced. */
  serveDocument(change: Readonly<Record<string, unknown>>): void {
    this.server.serve(new URL(this.uri).pathname, { body: { ...this.document, ...change } });
  }

  newId(kind: string): string {
    return `${this.server.origin}/${kind}/${randomUUID()}`;
  }

  /** A public note of this actor, and the Create that tells of it. */
  create(change: Readonly<Record<string, unknown>> = {}): { note: { id: string }; activity: object } {
    const note = {
      id: this.newId("notes"),
      type: "Note",
      attributedTo: this.uri,
      content: "<p>hello</p>",
      published: new Date().toISOString(),
      to: ["https://www.w3.org/ns/activitystreams#Public"],
      cc: [],
      ...change,
    };
    return { note, activity: this.activity("Create", { object: note, to: note.to, cc: note.cc }) };
  }

  activity(type: string, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return { "@context": CONTEXT, id: this.newId(type.toLowerCase()), type, actor: this.uri, ...more };
  }

  /** Signs and posts. @param body an activity, or any text */
  post(url: string, body: object | string, lies: Lies = {}): Promise<Outcome> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return send("POST", url, text, this.signedHeaders("POST", url, text, lies));
  }

  get(url: string, lies: Lies = {}): Promise<Outcome> {
    const covers = ["(request-target)", "host", "date"];
    return send("GET", url, undefined, this.signedHeaders("GET", url, "", { covers, ...lies }));
  }

  /** draft-cavage-12, section 3. */
  signedHeaders(method: string, url: string, body: string, lies: Lies): Record<string, string> {
    const { pathname, search, host } = new URL(url);
    const truth = {
      host: lies.signedHost ?? host,
      date: (lies.date ?? new Date()).toUTCString(),
      accept: "application/activity+json",
      ...(method === "POST"
        ? { digest: digestOf(lies.signedBody ?? body), "content-type": "application/activity+json" }
        : {}),
    };
    const signed: Readonly<Record<string, string | undefined>> = {
      ...truth,
      "(request-target)": `${method.toLowerCase()} ${lies.signedPath ?? pathname + search}`,
    };
    const covers = lies.covers ?? COVERED;
    const signingString = covers.map((name) => `${name}: ${signed[name] ?? ""}`).join("\n");
    const signature = sign("sha256", Buffer.from(signingString), lies.privateKey ?? this.privateKey);
    const parameters = [
      `keyId="${lies.keyId ?? this.keyId}"`,
      `algorithm="rsa-sha256"`,
      `headers="${covers.join(" ")}"`,
      `signature="${signature.toString("base64")}"`,
    ];
    const headers = { ...truth, host, signature: parameters.join(","), ...lies.headers };
    const sent: Record<string, string> = {};
    for (const [name, value] of Object.entries<string | undefined>(headers)) {
      if (value !== undefined) sent[name] = value;
    }
    return sent;
  }
}

function newName(): string {
  return `liar${randomUUID().slice(0, 8)}`;
}

export function digestOf(body: string): string {
  return `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
}

/** One request with exactly these headers, which `fetch` would not send. */
export function send(
  method: string,
  url: string,
  body: string | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const outgoing = request(
      url,
      { method, headers: { ...headers, ...length }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
            millis: performance.now() - begin,
          });
        });
        response.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
