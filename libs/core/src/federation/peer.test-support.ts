/** A peer under a test's control: hand-written documents and requests, honest unless told otherwise. */

import { signRequest } from "@mastic/http-signatures";
import { createNodeCrypto } from "@mastic/http-signatures/node";
import type { HttpRequest, HttpResponse } from "../context.ts";
import { coreTables } from "../schema/schema.ts";
import { INSTANCE, type Owner } from "../store/store.ts";
import { keyPair, type Network, type Server } from "./servers.test-support.ts";
import { decodeText, encodeText } from "./text.ts";

type Document = { readonly [key: string]: unknown };

export interface Peer {
  readonly origin: string;
  /** What this host answers at a path; add to it, or change it. */
  readonly paths: Map<string, HttpResponse>;
  serve(path: string, document: unknown, contentType?: string): void;
  /** Answers POSTs at a path with 202, and gives their bodies on. */
  listen(path: string, hear: (body: string) => void): void;
  actor(name: string, change?: Document): PeerActor;
}

export interface PeerActor {
  readonly uri: string;
  readonly keyId: string;
  readonly privateKeyPem: string;
  /** An activity of this actor; members of `change` replace or add to it. */
  activity(type: string, object: unknown, change?: Document): Document;
  note(id: string, change?: Document): Document;
}

const crypto = createNodeCrypto();
export const ACTIVITY = "application/activity+json";
const context = ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"];

export function peer(net: Network, host: string): Peer {
  const origin = `https://${host}`;
  const paths = new Map<string, HttpResponse>();
  const listeners = new Map<string, (body: string) => void>();
  net.site(host, async ({ method, path, body }) => {
    const hear = method === "POST" ? listeners.get(path) : undefined;
    if (hear === undefined) return paths.get(path) ?? { status: 404, headers: {}, body: new Uint8Array() };
    hear(decodeText(body ?? new Uint8Array()));
    return { status: 202, headers: {}, body: new Uint8Array() };
  });
  const serve = (path: string, document: unknown, contentType = ACTIVITY): void =>
    void paths.set(path, {
      status: 200,
      headers: { "content-type": contentType },
      body: encodeText(typeof document === "string" ? document : JSON.stringify(document)),
    });
  return {
    origin,
    paths,
    serve,
    listen: (path, hear) => void listeners.set(path, hear),
    actor(name, change = {}) {
      const uri = `${origin}/users/${name}`;
      const keyId = `${uri}#main-key`;
      const { publicKeyPem, privateKeyPem } = keyPair();
      serve(`/users/${name}`, {
        "@context": context,
        id: uri,
        type: "Person",
        preferredUsername: name,
        inbox: `${uri}/inbox`,
        outbox: `${uri}/outbox`,
        followers: `${uri}/followers`,
        featured: `${uri}/collections/featured`,
        endpoints: { sharedInbox: `${origin}/inbox` },
        publicKey: { id: keyId, owner: uri, publicKeyPem },
        ...change,
      });
      const links = [{ rel: "self", type: ACTIVITY, href: uri }];
      const query = `resource=${encodeURIComponent(`acct:${name}@${host}`)}`;
      serve(
        `/.well-known/webfinger?${query}`,
        { subject: `acct:${name}@${host}`, links },
        "application/jrd+json",
      );
      return {
        uri,
        keyId,
        privateKeyPem,
        activity: (type, object, more = {}) => ({
          "@context": context[0],
          id: `${uri}#${type.toLowerCase()}/${Math.random().toString(36).slice(2)}`,
          type,
          actor: uri,
          object,
          ...more,
        }),
        note: (id, more = {}) => ({
          id: `${uri}/statuses/${id}`,
          type: "Note",
          attributedTo: uri,
          content: "<p>Hello</p>",
          to: ["https://www.w3.org/ns/activitystreams#Public"],
          cc: [`${uri}/followers`],
          ...more,
        }),
      };
    },
  };
}

export interface SigningOptions {
  readonly keyId?: string;
  readonly path?: string;
  readonly scheme?: "cavage" | "rfc9421";
  /** Changes the request after it was signed. */
  readonly tamper?: (request: HttpRequest) => HttpRequest;
  /** When it was signed: ms since the Unix epoch. */
  readonly at?: number;
  /** The host it was signed for. */
  readonly signedFor?: string;
}

/** Signs a request to a server and gives it in. @returns what the server's door answers */
export async function sendSigned(
  server: Server,
  actor: Pick<PeerActor, "keyId" | "privateKeyPem">,
  request: { method: "GET" | "POST"; path: string; body?: Uint8Array; headers?: Record<string, string> },
  options: SigningOptions = {},
): Promise<HttpResponse> {
  const headers = {
    ...(request.method === "POST" ? { "content-type": ACTIVITY } : { accept: ACTIVITY }),
    ...request.headers,
  };
  const signed = {
    method: request.method,
    url: (options.signedFor ?? server.origin) + (options.path ?? request.path),
    headers,
    body: request.body,
  };
  const added = await signRequest(signed, {
    keyId: options.keyId ?? actor.keyId,
    privateKey: actor.privateKeyPem,
    now: options.at ?? server.ctx.now(),
    crypto,
    scheme: options.scheme ?? "cavage",
  });
  const sent: HttpRequest = {
    method: request.method,
    url: request.path,
    headers: { host: server.ctx.instance.host, ...headers, ...added },
    ...(request.body === undefined ? {} : { body: request.body }),
  };
  return answerOf(server, options.tamper?.(sent) ?? sent);
}

/** Posts an activity, an object or a text, to the shared inbox unless `path` says otherwise. */
export function post(
  server: Server,
  actor: PeerActor,
  activity: unknown,
  options: SigningOptions & { readonly to?: string } = {},
): Promise<HttpResponse> {
  const body =
    activity instanceof Uint8Array
      ? activity
      : encodeText(typeof activity === "string" ? activity : JSON.stringify(activity));
  return sendSigned(server, actor, { method: "POST", path: options.to ?? "/inbox", body }, options);
}

export async function answerOf(server: Server, request: HttpRequest): Promise<HttpResponse> {
  const answer = await server.federation.handle(request);
  if (answer === undefined || !("status" in answer)) throw new Error("The door has no answer.");
  return answer;
}

/** Everything a store holds, as text: what a refusal must leave as it was. */
export async function dump(server: Server, owners: readonly Owner[]): Promise<string> {
  const lines: string[] = [`effects ${await server.store.effects.size()}`];
  for (const owner of [INSTANCE, ...owners]) {
    await server.store.view(owner, async (view) => {
      for (const table of coreTables) {
        if (table.name === "settings" || (owner === INSTANCE) === (table.scope === "user")) continue;
        const { rows } = await view.scan(table, { limit: 1_000 });
        for (const row of rows) lines.push(`${owner} ${table.name} ${write(row)}`);
      }
    });
  }
  return lines.join("\n");
}

function write(row: object): string {
  return JSON.stringify(row, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
