/** Mastodon's streaming API over one WebSocket for all streams; it comes back by itself, and says so. */

import * as z from "zod/mini";
import type { StreamMessage, StreamName } from "../../ports/transport.ts";

type Listener = (message: StreamMessage) => void;

const FIRST_DELAY_MILLIS = 1_000;
const LONGEST_DELAY_MILLIS = 60_000;

const envelope = z.object({
  stream: z.array(z.string()),
  event: z.string(),
  payload: z.optional(z.string()),
});

function label(name: StreamName): string {
  if (name.stream === "hashtag") return `hashtag:${name.tag}`;
  return name.stream === "list" ? `list:${name.list}` : name.stream;
}

export interface Streams {
  listen(name: StreamName, listener: Listener): () => void;
}

/**
 * @param tokenNow the token to connect with; no line is opened without one
 * @param originNow of the streaming API
 */
export function nodeStreams(tokenNow: () => string | undefined, originNow: () => string): Streams {
  const open = new Map<string, { readonly name: StreamName; readonly listeners: Set<Listener> }>();
  let socket: WebSocket | undefined;
  let usedToken: string | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let delay = FIRST_DELAY_MILLIS;

  const say = (type: "subscribe" | "unsubscribe", name: StreamName): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type, ...name }));
  };

  const connect = (): void => {
    const token = tokenNow();
    if (token === undefined || open.size === 0 || socket !== undefined) return;
    clearTimeout(retry);
    usedToken = token;
    // What the address names is subscribed to before the line is up: nothing is lost between. Notifications come first.
    const first = open.get("user") ?? [...open.values()][0];
    const address = new URL("/api/v1/streaming", originNow());
    for (const [name, value] of Object.entries(first?.name ?? {})) address.searchParams.set(name, value);
    // As the subprotocol the token stays out of the address, and so out of logs; not all tokens can be one (RFC 9110).
    const isToken = /^[\w!#$%&'*+.^`|~-]+$/.test(token);
    if (!isToken) address.searchParams.set("access_token", token);
    const opened = isToken ? new WebSocket(address, token) : new WebSocket(address);
    socket = opened;
    opened.onopen = () => {
      delay = FIRST_DELAY_MILLIS;
      for (const it of open.values()) if (it !== first) say("subscribe", it.name);
      for (const { listeners } of open.values()) tell(listeners, { event: "connected" });
    };
    opened.onmessage = ({ data }) => hear(data);
    opened.onclose = () => {
      if (socket !== opened) return;
      socket = undefined;
      retry = setTimeout(connect, delay * (0.75 + Math.random() / 2));
      delay = Math.min(delay * 2, LONGEST_DELAY_MILLIS);
    };
  };

  const hear = (data: unknown): void => {
    const message = readMessage(data);
    if (message === undefined) return;
    const listeners = open.get(message.label)?.listeners;
    if (listeners !== undefined) tell(listeners, message.message);
  };

  addEventListener("online", () => {
    delay = FIRST_DELAY_MILLIS;
    connect();
  });

  return {
    listen(name, listener) {
      const key = label(name);
      const known = open.get(key);
      if (known === undefined) {
        open.set(key, { name, listeners: new Set([listener]) });
        say("subscribe", name);
      } else known.listeners.add(listener);
      // The line may have been up for long: who comes later has not heard that.
      if (socket?.readyState === WebSocket.OPEN && usedToken === tokenNow()) {
        queueMicrotask(() => {
          if (open.get(key)?.listeners.has(listener) === true) listener({ event: "connected" });
        });
      }
      // Another session's line is of no use.
      if (socket !== undefined && usedToken !== tokenNow()) {
        const old = socket;
        socket = undefined;
        old.close();
      }
      connect();
      return () => {
        const entry = open.get(key);
        entry?.listeners.delete(listener);
        if (entry?.listeners.size !== 0) return;
        open.delete(key);
        say("unsubscribe", name);
      };
    },
  };
}

function tell(listeners: ReadonlySet<Listener>, message: StreamMessage): void {
  for (const listener of [...listeners]) listener(message);
}

/** `{"stream": ["hashtag", "cats"], "event": "update", "payload": "{…}"}` */
function readMessage(data: unknown): { label: string; message: StreamMessage } | undefined {
  try {
    const { stream, event, payload = "" } = envelope.parse(JSON.parse(String(data)));
    const key = stream.join(":");
    switch (event) {
      case "update":
      case "status.update":
      case "notification":
        return { label: key, message: { event, payload: JSON.parse(payload) } };
      case "delete":
        return { label: key, message: { event, payload } };
      default:
        return undefined;
    }
  } catch {
    // What cannot be read is an event of a newer server, or an error about a stream: neither is for a timeline.
    return undefined;
  }
}
