/** Another server of the Fediverse under a test's control: what it serves to outcalls, what it was sent, and requests that its people sign. */

import { signRequest } from "@mastic/http-signatures";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import type { OutcallHandler, OutcallRequest, OutcallResponse } from "@mastic/canister-runtime";
import { generateKeyPairSync } from "node:crypto";
import type { HttpRequest } from "../../src/candid/federation.did.ts";

type Json = { readonly [key: string]: unknown };

export interface RemotePerson {
  readonly uri: string;
  readonly publicKeyPem: string;
  activity(type: string, object: unknown, more?: Json): Json;
  /** A POST as the node's gateway brings it. */
  posts(path: string, activity: Json, at: number): Promise<HttpRequest>;
  /** A signed GET. */
  gets(path: string, at: number): Promise<HttpRequest>;
}

const crypto = createNodeCrypto();
const ACTIVITY_JSON = "application/activity+json";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export class RemoteServer {
  readonly origin: string;
  /** What was delivered here. */
  readonly arrived: OutcallRequest[] = [];
  /** All that it was asked, as `GET /path`. */
  readonly log: string[] = [];
  /** What deliveries are answered. */
  deliveryStatus = 202;
  readonly #node: string;
  readonly #documents = new Map<string, OutcallResponse>();

  /** @param node the origin of the node that its people write to */
  constructor(origin: string, node: string) {
    this.origin = origin;
    this.#node = node;
  }

  readonly outcalls: OutcallHandler = async (request) => {
    const { pathname, search, origin } = new URL(request.url);
    if (origin !== this.origin) throw new Error(`There is no ${origin}.`);
    this.log.push(`${request.method} ${pathname}${search}`);
    if (request.method === "POST") {
      this.arrived.push(request);
      return { status: this.deliveryStatus, headers: [], body: new Uint8Array() };
    }
    return this.#documents.get(pathname + search) ?? { status: 404, headers: [], body: new Uint8Array() };
  };

  serve(path: string, document: Json, contentType = ACTIVITY_JSON): void {
    const headers: [string, string][] = [["content-type", contentType]];
    this.#documents.set(path, { status: 200, headers, body: bytes(JSON.stringify(document)) });
  }

  refuse(path: string, status: number): void {
    this.#documents.set(path, { status, headers: [], body: new Uint8Array() });
  }

  remove(path: string): void {
    this.#documents.delete(path);
  }

  person(name: string): RemotePerson {
    const uri = `${this.origin}/users/${name}`;
    const { publicKey, privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const id = `${uri}#main-key`;
    this.serve(`/users/${name}`, {
      "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
      id: uri,
      type: "Person",
      preferredUsername: name,
      inbox: `${uri}/inbox`,
      outbox: `${uri}/outbox`,
      followers: `${uri}/followers`,
      endpoints: { sharedInbox: `${this.origin}/inbox` },
      publicKey: { id, owner: uri, publicKeyPem: publicKey },
    });
    const acct = `acct:${name}@${new URL(this.origin).host}`;
    this.serve(
      `/.well-known/webfinger?resource=${encodeURIComponent(acct)}`,
      { subject: acct, links: [{ rel: "self", type: ACTIVITY_JSON, href: uri }] },
      "application/jrd+json",
    );
    const signed = async (method: "GET" | "POST", path: string, at: number, body?: Uint8Array) => {
      const headers = method === "POST" ? { "content-type": ACTIVITY_JSON } : { accept: ACTIVITY_JSON };
      const request = { method, url: this.#node + path, headers, body };
      const added = await signRequest(request, { keyId: id, privateKey, now: at, crypto, scheme: "cavage" });
      const all = { host: new URL(this.#node).host, ...headers, ...added };
      return {
        method,
        url: path,
        headers: Object.entries<string>(all),
        body: body ?? new Uint8Array(),
        certificate_version: [] as [],
      };
    };
    let count = 0;
    return {
      uri,
      publicKeyPem: publicKey,
      activity(type, object, more = {}) {
        count += 1;
        const activityId = `${uri}/activities/${count}`;
        return {
          "@context": "https://www.w3.org/ns/activitystreams",
          id: activityId,
          type,
          actor: uri,
          object,
          ...more,
        };
      },
      posts: (path, activity, at) => signed("POST", path, at, bytes(JSON.stringify(activity))),
      gets: (path, at) => signed("GET", path, at),
    };
  }
}
