/**
 * The hub of live streams: hears what turns signal after their commit, and tells each subscriber what its viewer may
 * see. Nothing is kept: a client that was away asks the timelines.
 */

import {
  accounts,
  Audience,
  feed,
  INSTANCE,
  listFeed,
  notifications,
  notificationViews,
  statuses,
  viewStatuses,
  type Owner,
  type Signal,
  type StatusView,
} from "@mastic/core";
import type { Api } from "../call.ts";
import { notificationEntity } from "../entities/notification.ts";
import { statusEntity } from "../entities/status.ts";
import type { Stream } from "./streamName.ts";

/** Mastodon: streaming events. The payload is a JSON text, or an id for `delete`. */
export interface StreamEvent {
  readonly event: "update" | "delete" | "notification" | "status.update";
  readonly payload: string;
  readonly stream: readonly string[];
}

export interface Subscriber {
  readonly stream: Stream;
  readonly label: readonly string[];
  /** INSTANCE for a token without a user. */
  readonly viewer: Owner;
  send(event: StreamEvent): void;
}

type Deleted = Extract<Signal, { type: "deleted" }>;

export class StreamHub {
  readonly #api: Api;
  readonly #subscribers = new Set<Subscriber>();
  /** Signals are told in the order of their commits. */
  #tail: Promise<void> = Promise.resolve();
  readonly #onDefect: (error: unknown) => void;
  /** What has been deleted and is not told yet. */
  readonly #gone: Deleted[] = [];

  constructor(api: Api, onDefect: (error: unknown) => void) {
    this.#api = api;
    this.#onDefect = onDefect;
  }

  get size(): number {
    return this.#subscribers.size;
  }

  /** @returns how to stop */
  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => {
      this.#subscribers.delete(subscriber);
    };
  }

  /** For `store.listen`. */
  hear(signal: Signal, owner: Owner): void {
    if (this.#subscribers.size === 0) return;
    // An account may go with all that it wrote: what is gone by the time of its turn is told together.
    if (signal.type === "deleted" && this.#gone.push(signal) > 1) return;
    this.#tail = this.#tail.then(() => this.#tell(signal, owner)).catch(this.#onDefect);
  }

  async #tell(signal: Signal, owner: Owner): Promise<void> {
    switch (signal.type) {
      case "home":
        await this.#status("update", signal.statusId, (it) => hearsHome(it, owner));
        return;
      case "list":
        await this.#status("update", signal.statusId, (it) => hearsList(it, owner, signal.listId));
        return;
      case "public":
        await this.#status("update", signal.statusId, (it) => hearsPublic(it, signal));
        return;
      case "edited":
        await this.#edited(signal.statusId);
        return;
      case "deleted":
        await this.#deleted(this.#gone.splice(0));
        return;
      case "notification":
        await this.#notification(signal.notificationId, owner);
        return;
    }
  }

  async #edited(id: bigint): Promise<void> {
    const status = await this.#api.context.store.view(INSTANCE, (view) => view.get(statuses, { id }));
    if (status === undefined) return;
    const holding = new Set<Subscriber>();
    for (const it of this.#subscribers) if ((await this.#held(it, [id])).has(id)) holding.add(it);
    await this.#status("status.update", id, (it) =>
      it.stream.kind === "user" || it.stream.kind === "list"
        ? holding.has(it)
        : status.timeline !== null && hearsPublic(it, { local: status.local, tags: status.tags }),
    );
  }

  /** An id tells when somebody wrote something: nobody hears of what they never had. */
  async #deleted(gone: readonly Deleted[]): Promise<void> {
    const ids = gone.map(({ statusId }) => statusId);
    for (const it of this.#subscribers) {
      const held = await this.#held(it, ids);
      for (const { statusId, accountIds, public: shown } of gone) {
        const hears =
          held.has(statusId) ||
          (shown !== null && hearsPublic(it, shown)) ||
          accountIds.some((id) => hearsHome(it, id));
        if (hears) it.send({ event: "delete", payload: statusId.toString(), stream: it.label });
      }
    }
  }

  /** Which statuses the timeline of a person's own stream holds; rows of one that is gone stay a while. */
  async #held({ stream, viewer }: Subscriber, ids: readonly bigint[]): Promise<ReadonlySet<bigint>> {
    if (stream.kind !== "list" && (stream.kind !== "user" || stream.notificationsOnly)) return new Set();
    return this.#api.context.store.view(viewer, async (view) => {
      const rows =
        stream.kind === "list"
          ? await view.getMany(
              listFeed,
              ids.map((statusId) => ({ listId: stream.listId, statusId })),
            )
          : await view.getMany(
              feed,
              ids.map((statusId) => ({ statusId })),
            );
      return new Set(rows.flatMap((row) => (row === undefined ? [] : [row.statusId])));
    });
  }

  async #status(
    event: "update" | "status.update",
    id: bigint,
    hears: (subscriber: Subscriber) => boolean,
  ): Promise<void> {
    const listening = [...this.#subscribers].filter(hears);
    // What one viewer sees is read once, however many of its streams are open.
    const seen = new Map<string, Promise<StatusView | undefined>>();
    for (const it of listening) {
      const how = it.stream.kind === "public" || it.stream.kind === "hashtag" ? "mayMeet" : "wantsToSee";
      const key = `${how} ${it.viewer}`;
      const view = seen.get(key) ?? this.#see(it.viewer, id, how);
      seen.set(key, view);
      const status = await view;
      if (status === undefined) continue;
      if (it.stream.kind === "public" && it.stream.onlyMedia && status.media.length === 0) continue;
      const { instance, now } = this.#api.context;
      it.send({
        event,
        payload: JSON.stringify(statusEntity(instance, status, now())),
        stream: it.label,
      });
    }
  }

  #see(viewer: Owner, id: bigint, how: "mayMeet" | "wantsToSee"): Promise<StatusView | undefined> {
    return this.#api.context.store.view(viewer, async (view) => {
      const status = await view.get(statuses, { id });
      const author = status && (await view.get(accounts, { id: status.accountId }));
      if (status === undefined || author === undefined) return undefined;
      const audience = new Audience(view, viewer);
      if (!(await audience[how](status, author))) return undefined;
      const [found] = await viewStatuses(audience, [status]);
      return found;
    });
  }

  async #notification(id: bigint, owner: Owner): Promise<void> {
    const listening = [...this.#subscribers].filter((it) => it.stream.kind === "user" && it.viewer === owner);
    if (listening.length === 0) return;
    const [found] = await this.#api.context.store.view(owner, async (view) => {
      const row = await view.get(notifications, { id });
      return row === undefined ? [] : notificationViews(view, owner, [row]);
    });
    if (found === undefined) return;
    const { instance, now } = this.#api.context;
    const payload = JSON.stringify(notificationEntity(instance, found, now()));
    for (const it of listening) it.send({ event: "notification", payload, stream: it.label });
  }
}

function hearsHome(subscriber: Subscriber, owner: Owner): boolean {
  return (
    subscriber.stream.kind === "user" && !subscriber.stream.notificationsOnly && subscriber.viewer === owner
  );
}

function hearsList({ stream, viewer }: Subscriber, owner: Owner, listId: bigint): boolean {
  return stream.kind === "list" && viewer === owner && stream.listId === listId;
}

function hearsPublic(
  subscriber: Subscriber,
  signal: { readonly local: boolean; readonly tags: readonly string[] },
): boolean {
  const { stream } = subscriber;
  switch (stream.kind) {
    case "public":
      return stream.origin === undefined || (stream.origin === "local") === signal.local;
    case "hashtag":
      return signal.tags.includes(stream.tag) && (signal.local || !stream.localOnly);
    default:
      return false;
  }
}
