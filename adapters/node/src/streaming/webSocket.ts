/** Mastodon: methods/streaming over WebSocket: one socket, many streams. */

import { STATUS_CODES, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { INSTANCE } from "@mastic/core";
import {
  mayHear,
  parseStream,
  streamLabel,
  streamOfPath,
  type AccessToken,
  type StreamRequest,
} from "@mastic/mastodon-api";
import type { Doors } from "../http/doors.ts";
import { bearerToken, readAccessToken } from "../oauth/accessToken.ts";

const PATH = /^\/api\/v1\/streaming(?:\/|$)/;
const PING_MILLIS = 30_000;
const MESSAGE_BYTES = 4096;
const STREAMS = 50;
/** RFC 6455 section 7.4.1: the token is good no longer. */
const POLICY_VIOLATION = 1008;
/** How long a client may take to say goodbye. */
const CLOSE_MILLIS = 2_000;
/** A socket that lets this much pile up is let go. */
const BUFFERED_BYTES = 4 * 1_048_576;

/** Attaches the streaming API to a server. @returns how to end it */
export function attachWebSockets(doors: Doors, server: Server): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES,
    // The token may come as the subprotocol, which must then be answered with.
    handleProtocols: (protocols) => [...protocols][0] ?? false,
  });
  const alive = new WeakSet<WebSocket>();
  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.has(socket)) socket.terminate();
      alive.delete(socket);
      socket.ping();
    }
  }, PING_MILLIS);

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    void admit(doors, request).then(
      (admitted) => {
        if (typeof admitted === "number") {
          socket.end(
            `HTTP/1.1 ${admitted} ${STATUS_CODES[admitted] ?? ""}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
          );
          return;
        }
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          alive.add(webSocket);
          webSocket.on("pong", () => alive.add(webSocket));
          serve(doors, webSocket, admitted);
        });
      },
      (error: unknown) => {
        doors.log.error({ err: error }, "streaming refused");
        socket.destroy();
      },
    );
  });
  return () => {
    clearInterval(pings);
    for (const socket of sockets.clients) socket.close(1001);
    sockets.close();
    setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, CLOSE_MILLIS).unref();
  };
}

interface Admitted {
  readonly secret: string;
  readonly token: AccessToken;
  /** The stream that the address names. */
  readonly first: StreamRequest | undefined;
}

async function admit(doors: Doors, request: IncomingMessage): Promise<Admitted | 400 | 401 | 403 | 404> {
  const target = request.url ?? "/";
  if (!URL.canParse(target, "http://localhost")) return 400;
  const { pathname, searchParams } = new URL(target, "http://localhost");
  if (!PATH.test(pathname)) return 404;
  const protocol = request.headers["sec-websocket-protocol"]?.split(",")[0]?.trim();
  const secret =
    bearerToken(request.headers.authorization, searchParams.get("access_token") ?? undefined) ?? protocol;
  const token = secret === undefined ? null : await readAccessToken(doors.store, secret);
  if (secret === undefined || token === null) return 401;
  if (token.user?.isSuspended === true) return 403;
  const stream = streamOfPath(pathname) ?? searchParams.get("stream");
  const first =
    stream === null ? undefined : requestOf(stream, searchParams.get("tag"), searchParams.get("list"));
  return { secret, token, first };
}

function requestOf(stream: string, tag: string | null, list: string | null): StreamRequest {
  return { stream, ...(tag === null ? {} : { tag }), ...(list === null ? {} : { list }) };
}

function serve(doors: Doors, socket: WebSocket, { secret, token, first }: Admitted): void {
  const open = new Map<string, () => void>();
  const say = (message: unknown): void => {
    if (socket.bufferedAmount > BUFFERED_BYTES) socket.terminate();
    else socket.send(JSON.stringify(message));
  };
  const subscribe = (request: StreamRequest): void => {
    const stream = parseStream(request);
    const key = streamLabel(request).join(":");
    if (stream === undefined) {
      say({ error: "Unknown stream type", status: 400 });
      return;
    }
    if (!mayHear(stream, token)) {
      say({ error: "Access token does not have the required scopes", status: 401 });
      return;
    }
    if (open.has(key)) return;
    if (open.size >= STREAMS) {
      say({ error: "Too many streams", status: 429 });
      return;
    }
    open.set(
      key,
      doors.hub.subscribe({
        stream,
        label: streamLabel(request),
        viewer: token.user?.owner ?? INSTANCE,
        send: ({ event, payload, stream: label }) => say({ stream: label, event, payload }),
      }),
    );
  };
  const unsubscribe = (request: StreamRequest): void => {
    const key = streamLabel(request).join(":");
    open.get(key)?.();
    open.delete(key);
  };
  const unwatch = doors.tokens.watch(secret, () => socket.close(POLICY_VIOLATION));
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    unwatch();
    for (const stop of open.values()) stop();
    open.clear();
  });
  socket.on("message", (data, isBinary) => {
    const message = isBinary || !Buffer.isBuffer(data) ? undefined : parseMessage(data.toString("utf8"));
    if (message === undefined) {
      say({ error: "Malformed message", status: 400 });
      return;
    }
    if (message.type === "subscribe") subscribe(message.request);
    else unsubscribe(message.request);
  });
  if (first !== undefined) subscribe(first);
}

/** `{"type": "subscribe", "stream": "hashtag", "tag": "cats"}` */
function parseMessage(
  text: string,
): { type: "subscribe" | "unsubscribe"; request: StreamRequest } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== "object" || json === null) return undefined;
  const { type, stream, tag, list } = json as Record<string, unknown>;
  if ((type !== "subscribe" && type !== "unsubscribe") || typeof stream !== "string") return undefined;
  return { type, request: requestOf(stream, textOf(tag), textOf(list)) };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
