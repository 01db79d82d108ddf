/** Mastodon: methods/streaming over WebSocket: one socket, many streams. */

import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { INSTANCE } from "@mastic/core";
import {
  mayHear,
  parseStream,
  streamLabel,
  type AccessToken,
  type StreamRequest,
} from "@mastic/mastodon-api";
import type { Doors } from "../http/doors.ts";
import { bearerToken, readAccessToken } from "../oauth/accessToken.ts";

const PATH = "/api/v1/streaming";
const PING_MILLIS = 30_000;
const MESSAGE_BYTES = 4096;
const STREAMS = 50;
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
            `HTTP/1.1 ${admitted} ${admitted === 401 ? "Unauthorized" : "Not Found"}\r\nconnection: close\r\n\r\n`,
          );
          return;
        }
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          alive.add(webSocket);
          webSocket.on("pong", () => alive.add(webSocket));
          serve(doors, webSocket, admitted.token, admitted.first);
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
  };
}

async function admit(
  doors: Doors,
  request: IncomingMessage,
): Promise<{ token: AccessToken; first: StreamRequest | undefined } | 401 | 404> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname.replace(/\/$/, "") !== PATH) return 404;
  const protocol = request.headers["sec-websocket-protocol"]?.split(",")[0]?.trim();
  const secret =
    bearerToken(request.headers.authorization, url.searchParams.get("access_token") ?? undefined) ?? protocol;
  const token = secret === undefined ? null : await readAccessToken(doors.store, secret);
  if (token === null) return 401;
  const stream = url.searchParams.get("stream");
  return { token, first: stream === null ? undefined : requestOf(stream, url.searchParams.get("tag")) };
}

function requestOf(stream: string, tag: string | null): StreamRequest {
  return { stream, ...(tag === null ? {} : { tag }) };
}

function serve(doors: Doors, socket: WebSocket, token: AccessToken, first: StreamRequest | undefined): void {
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
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
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
  const { type, stream, tag } = json as Record<string, unknown>;
  if ((type !== "subscribe" && type !== "unsubscribe") || typeof stream !== "string") return undefined;
  return { type, request: requestOf(stream, typeof tag === "string" ? tag : null) };
}
