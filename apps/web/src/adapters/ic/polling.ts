/** Streams where nobody can push: the newest page is asked for again and again, the more often the more happens, and told as news. */

import * as z from "zod/mini";
import type { ApiAnswer, ApiRequest, StreamMessage, StreamName } from "../../ports/transport.ts";
import { newsOf, type Seen } from "./newsOf.ts";

type Listener = (message: StreamMessage) => void;

/** While something happens. */
const SOON_MILLIS = 2_000;
/** After a while in which nothing did. */
const LATE_MILLIS = 20_000;
/** In a tab that nobody looks at. */
const HIDDEN_MILLIS = 60_000;
const SLOWING = 1.5;
const PAGE = 20;

const ids = z.array(z.looseObject({ id: z.string() }));

interface Line {
  readonly name: StreamName;
  readonly listeners: Set<Listener>;
  posts: Seen | undefined;
  /** The newest notification that was told of; undefined before the first page. */
  notified: string | undefined;
}

export class Polling {
  readonly #request: (request: ApiRequest) => Promise<ApiAnswer>;
  readonly #lines = new Map<string, Line>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #pause = SOON_MILLIS;

  constructor(request: (request: ApiRequest) => Promise<ApiAnswer>) {
    this.#request = request;
    document.addEventListener("visibilitychange", () => this.hurry());
    addEventListener("online", () => this.hurry());
  }

  /** @returns how to stop listening */
  listen(name: StreamName, listener: Listener): () => void {
    const key = JSON.stringify(name);
    const line = this.#lines.get(key) ?? {
      name,
      listeners: new Set(),
      posts: undefined,
      notified: undefined,
    };
    this.#lines.set(key, line);
    line.listeners.add(listener);
    this.hurry();
    return () => {
      line.listeners.delete(listener);
      if (line.listeners.size === 0) this.#lines.delete(key);
    };
  }

  /** Something has happened, or is about to: asks soon, and often for a while. */
  hurry(): void {
    this.#pause = SOON_MILLIS;
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#isAsking || this.#lines.size === 0) return;
    const pause = document.visibilityState === "visible" ? this.#pause : HIDDEN_MILLIS;
    this.#timer = setTimeout(() => void this.#askAll(), pause);
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    const heard = await Promise.all([...this.#lines.values()].map((line) => this.#hear(line)));
    this.#isAsking = false;
    this.#pause = heard.includes(true) ? SOON_MILLIS : Math.min(this.#pause * SLOWING, LATE_MILLIS);
    this.#wait();
  }

  /** @returns whether there was any news */
  async #hear(line: Line): Promise<boolean> {
    // One may fail where the other was answered: what was read once is not news again.
    const posts = await this.#tell(line, () => this.#posts(line));
    const notifications = await this.#tell(line, () => this.#notifications(line));
    return posts || notifications;
  }

  async #tell(line: Line, read: () => Promise<StreamMessage[]>): Promise<boolean> {
    try {
      const messages = await read();
      for (const message of messages) for (const listener of [...line.listeners]) listener(message);
      return messages.length > 0;
    } catch {
      // It is asked again, and then says what was missed.
      return false;
    }
  }

  async #posts(line: Line): Promise<StreamMessage[]> {
    const { body } = await this.#request({ method: "GET", ...pageOf(line.name) });
    const { messages, seen } = newsOf(line.posts, body);
    const isFirst = line.posts === undefined;
    line.posts = seen;
    // What came between the reading of a timeline and its first page here was told to nobody.
    if (isFirst) return [{ event: "connected" }];
    // Of many homes, one that does not answer now has deleted nothing.
    return line.name.stream === "public:local"
      ? messages.filter(({ event }) => event !== "delete")
      : messages;
  }

  async #notifications(line: Line): Promise<StreamMessage[]> {
    if (line.name.stream !== "user") return [];
    const path = "/api/v1/notifications";
    const query = { limit: PAGE, ...(line.notified === undefined ? {} : { since_id: line.notified }) };
    const found = ids.parse((await this.#request({ method: "GET", path, query })).body);
    const isFirst = line.notified === undefined;
    line.notified = found[0]?.id ?? line.notified ?? "0";
    return isFirst ? [] : found.toReversed().map((payload) => ({ event: "notification", payload }));
  }
}

/** The newest page of what a stream tells of. */
function pageOf(name: StreamName): Pick<ApiRequest, "path" | "query"> {
  switch (name.stream) {
    case "user":
      return { path: "/api/v1/timelines/home", query: { limit: PAGE } };
    case "hashtag":
      return { path: `/api/v1/timelines/tag/${encodeURIComponent(name.tag)}`, query: { limit: PAGE } };
    case "list":
      return { path: `/api/v1/timelines/list/${name.list}`, query: { limit: PAGE } };
    case "public":
      return { path: "/api/v1/timelines/public", query: { limit: PAGE } };
    case "public:local":
      return { path: "/api/v1/timelines/public", query: { limit: PAGE, local: true } };
    case "public:remote":
      return { path: "/api/v1/timelines/public", query: { limit: PAGE, remote: true } };
  }
}
