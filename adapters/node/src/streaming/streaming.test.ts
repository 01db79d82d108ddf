import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { INSTANCE, moderators } from "@mastic/core";
import { z } from "zod";
import {
  authorize,
  clientToken,
  Person,
  register,
  signUp,
  startTestServer,
  withId,
} from "../server.test-support.ts";
import type { TestServer } from "../server.test-support.ts";

let server: TestServer;
let alice: Person;
let bob: Person;
let bobId: string;
beforeAll(async () => {
  server = await startTestServer();
  alice = await signUp(server, "alice");
  bob = await signUp(server, "bob");
  bobId = await bob.id();
  await alice.call("POST", `/api/v1/accounts/${bobId}/follow`);
});
afterAll(() => server[Symbol.asyncDispose]());

interface Message {
  readonly stream?: readonly string[];
  readonly event?: string;
  readonly payload?: string;
  readonly error?: string;
  readonly status?: number;
}

/** Collects what comes, and waits for what should. */
class Ear {
  readonly heard: Message[] = [];
  readonly #waiting = new Set<() => void>();
  hear(message: Message): void {
    this.heard.push(message);
    for (const wake of this.#waiting) wake();
  }
  async wait(is: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.heard.find(is);
      if (found !== undefined) return found;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`only heard ${JSON.stringify(this.heard)}`)), 5_000);
        const wake = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }
  update(id: string, event = "update"): Promise<Message> {
    return this.wait((it) => it.event === event && idOf(it) === id);
  }
}

const idOf = (message: Message): unknown => (JSON.parse(message.payload ?? "{}") as { id?: unknown }).id;

class Socket extends Ear {
  readonly socket: WebSocket;
  constructor(query: string, protocols: string[] = [], headers: Record<string, string> = {}) {
    super();
    const address = server.address.replace("http", "ws");
    this.socket = new WebSocket(`${address}/api/v1/streaming${query}`, protocols, { headers });
    this.socket.on("message", (data: Buffer) => this.hear(JSON.parse(data.toString()) as Message));
  }
  async opened(): Promise<this> {
    await once(this.socket, "open");
    return this;
  }
  async subscribe(stream: string, more: object = {}): Promise<void> {
    const before = server.openStreams();
    this.socket.send(JSON.stringify({ type: "subscribe", stream, ...more }));
    await expect.poll(() => server.openStreams()).toBe(before + 1);
  }
  async closed(): Promise<number> {
    const [code] = (await once(this.socket, "close")) as [number];
    return code;
  }
  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}

const open = (person: Person, query = ""): Promise<Socket> =>
  new Socket(`?access_token=${person.token ?? ""}${query}`).opened();

class Events extends Ear {
  readonly #abort = new AbortController();
  readonly response: Promise<Response>;
  readonly ended: Promise<void>;
  constructor(path: string, person: Person) {
    super();
    this.response = server.fetch(path, {
      headers: { authorization: `Bearer ${person.token ?? ""}` },
      signal: this.#abort.signal,
    });
    this.ended = this.#read().catch(() => undefined);
  }
  async #read(): Promise<void> {
    let text = "";
    for await (const chunk of (await this.response).body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const parts = text.split("\n\n");
      text = parts.pop() ?? "";
      for (const part of parts) {
        const event = /^event: (.*)$/m.exec(part)?.[1];
        const payload = /^data: (.*)$/m.exec(part)?.[1];
        if (event !== undefined && payload !== undefined) this.hear({ event, payload });
      }
    }
  }
  [Symbol.dispose](): void {
    this.#abort.abort();
  }
}

describe("a WebSocket", () => {
  it("takes the token in the query, in a header, or as its subprotocol", async () => {
    const token = alice.token ?? "";
    using inQuery = await new Socket(`?access_token=${token}`).opened();
    using inHeader = await new Socket("", [], { authorization: `Bearer ${token}` }).opened();
    using asProtocol = await new Socket("", [token]).opened();
    expect(asProtocol.socket.protocol).toBe(token);
    expect([inQuery.socket.readyState, inHeader.socket.readyState]).toEqual([1, 1]);
  });

  it.each([
    ["", 401],
    ["?access_token=wrong", 401],
  ])("is refused without a token: %s", async (query, status) => {
    const socket = new Socket(query);
    const [error] = (await once(socket.socket, "error")) as [Error];
    expect(error.message).toContain(status.toString());
  });

  it("hears the stream that its address names, and those that it subscribes to", async () => {
    using socket = await open(alice, "&stream=user");
    await socket.subscribe("public:local");
    await socket.subscribe("hashtag", { tag: "Cats" });
    const id = await bob.publish({ status: "hello #cats" });
    for (const stream of [["user"], ["public:local"], ["hashtag", "Cats"]]) {
      const message = await socket.wait((it) => it.event === "update" && it.stream?.join() === stream.join());
      expect(message.stream).toEqual(stream);
      expect(typeof message.payload).toBe("string");
      expect(JSON.parse(message.payload ?? "")).toMatchObject({
        id,
        account: { acct: "bob" },
        favourited: false,
      });
    }
    const before = server.openStreams();
    socket.socket.send(JSON.stringify({ type: "unsubscribe", stream: "public:local" }));
    await expect.poll(() => server.openStreams()).toBe(before - 1);
    await socket.subscribe("public");
    const next = await bob.publish({ status: "and again" });
    await socket.wait((it) => it.stream?.[0] === "public" && idOf(it) === next);
    expect(socket.heard.some((it) => it.stream?.[0] === "public:local" && idOf(it) === next)).toBe(false);
  });

  it("hears of edits, deletions and notifications", async () => {
    using socket = await open(alice, "&stream=user");
    using quiet = await open(alice, "&stream=user:notification");
    const id = await bob.publish({ status: "@alice look" });
    await socket.update(id);
    const told = await quiet.wait((it) => it.event === "notification");
    expect(JSON.parse(told.payload ?? "")).toMatchObject({
      type: "mention",
      account: { acct: "bob" },
      status: { id },
    });
    expect(told.stream).toEqual(["user:notification"]);
    await bob.call("PUT", `/api/v1/statuses/${id}`, { status: "@alice look here" });
    const edited = await socket.update(id, "status.update");
    expect(edited.payload).toContain("look here");
    await bob.call("DELETE", `/api/v1/statuses/${id}`);
    expect(await socket.wait((it) => it.event === "delete")).toEqual({
      stream: ["user"],
      event: "delete",
      payload: id,
    });
    expect(quiet.heard.filter((it) => it.event !== "notification")).toEqual([]);
  });

  it("is told what it does wrong, and stays open", async () => {
    using socket = await open(alice);
    for (const wrong of [
      "not JSON",
      "null",
      "[]",
      "{}",
      '{"type":"subscribe"}',
      '{"type":"dance","stream":"user"}',
    ]) {
      socket.socket.send(wrong);
    }
    await expect.poll(() => socket.heard.length).toBe(6);
    expect(socket.heard.every((it) => it.status === 400)).toBe(true);
    socket.socket.send('{"type":"subscribe","stream":"everything"}');
    socket.socket.send('{"type":"subscribe","stream":"hashtag"}');
    await expect.poll(() => socket.heard.length).toBe(8);
    expect(socket.heard.at(-1)).toEqual({ error: "Unknown stream type", status: 400 });
    await socket.subscribe("user");
  });

  it("hears no more than its token's scopes allow", async () => {
    await signUp(server, "reader");
    const reader = await authorize(server, "reader", "read:accounts");
    using socket = await open(reader, "&stream=user");
    await socket.wait((it) => it.status === 401);
    const app = new Person(server, await clientToken(server, await register(server), "read"));
    using nobody = await open(app, "&stream=user");
    await nobody.wait((it) => it.status === 401);
    await nobody.subscribe("public");
  });

  it("is closed by a message that is too large", async () => {
    using socket = await open(alice);
    socket.socket.send("x".repeat(10_000));
    expect(await socket.closed()).toBe(1009);
  });
});

describe("server-sent events", () => {
  it("come from a list, to its owner alone, edits too", async () => {
    const { id: list } = await alice.ask(withId, "POST", "/api/v1/lists", { title: "Friends" });
    await alice.call("POST", `/api/v1/lists/${list}/accounts`, { account_ids: [bobId] });
    const before = server.openStreams();
    {
      using mine = new Events(`/api/v1/streaming/list?list=${list}`, alice);
      using others = new Events(`/api/v1/streaming/list?list=${list}`, bob);
      using socket = await open(alice);
      expect([(await mine.response).status, (await others.response).status]).toEqual([200, 200]);
      await socket.subscribe("list", { list });
      const id = await bob.publish({ status: "to the list" });
      await mine.update(id);
      expect((await socket.update(id)).stream).toEqual(["list", list]);
      await bob.call("PUT", `/api/v1/statuses/${id}`, { status: "to the list, again" });
      await mine.update(id, "status.update");
      expect(others.heard).toEqual([]);
      const held = await alice.ask(z.array(withId), "GET", `/api/v1/timelines/list/${list}`);
      expect(held.map((it) => it.id)).toContain(id);
    }
    await expect.poll(() => server.openStreams()).toBe(before);
    await alice.call("DELETE", `/api/v1/lists/${list}`);
  });

  it.each([
    ["/api/v1/streaming/user", true],
    ["/api/v1/streaming/public", true],
    ["/api/v1/streaming/public/local", true],
    ["/api/v1/streaming/hashtag?tag=dogs", true],
    ["/api/v1/streaming/hashtag/local?tag=dogs", true],
    ["/api/v1/streaming?stream=user", true],
    ["/api/v1/streaming/public/remote", false],
    ["/api/v1/streaming/public?only_media=true", false],
    ["/api/v1/streaming/user/notification", false],
    ["/api/v1/streaming/direct", false],
    ["/api/v1/streaming/list?list=1", false],
    ["/api/v1/streaming/hashtag?tag=cats", false],
  ])("come on %s", async (path, hears) => {
    const before = server.openStreams();
    using events = new Events(path, alice);
    const response = await events.response;
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    await expect.poll(() => server.openStreams()).toBe(before + 1);
    using control = await open(alice, "&stream=user");
    const id = await bob.publish({ status: "a dog #dogs" });
    await control.update(id);
    if (hears) expect((await events.update(id)).payload).toContain('"acct":"bob"');
    else expect(events.heard).toEqual([]);
    events[Symbol.dispose]();
    control[Symbol.dispose]();
    await expect.poll(() => server.openStreams()).toBe(before);
  });

  it.each([
    ["/api/v1/streaming/everything", 404],
    ["/api/v1/streaming/hashtag", 404],
    ["/api/v1/streaming", 404],
  ])("are refused on %s", async (path, status) => {
    expect((await alice.call("GET", path)).status).toBe(status);
  });

  it("tells that streaming works", async () => {
    expect(await (await server.fetch("/api/v1/streaming/health")).text()).toBe("OK");
  });
});

describe("streams tell nobody what is not for them", () => {
  it("neither private nor direct posts, nor those of people blocked or muted", async () => {
    const carol = await signUp(server, "carol");
    const mallory = await signUp(server, "mallory");
    const [malloryId, carolId] = [await mallory.id(), await carol.id()];
    using streams = await open(carol, "&stream=user");
    for (const stream of ["public", "public:local"]) await streams.subscribe(stream);
    await streams.subscribe("hashtag", { tag: "x" });

    const hidden = [
      await bob.publish({ status: "followers only #x", visibility: "private" }),
      await bob.publish({ status: "@alice between us #x", visibility: "direct" }),
    ];
    await carol.call("POST", `/api/v1/accounts/${malloryId}/mute`);
    hidden.push(await mallory.publish({ status: "muted #x" }));
    await carol.call("POST", `/api/v1/accounts/${malloryId}/block`);
    hidden.push(await mallory.publish({ status: "blocked @carol #x" }));
    await bob.call("POST", `/api/v1/accounts/${carolId}/block`);
    const blocking = await bob.publish({ status: "not for carol #x" });
    hidden.push(blocking);
    await bob.call("PUT", `/api/v1/statuses/${blocking}`, { status: "still not for carol #x" });
    await bob.call("POST", `/api/v1/accounts/${carolId}/unblock`);

    const seen = await alice.publish({ status: "for all #x" });
    await streams.wait((it) => it.stream?.[0] === "hashtag" && idOf(it) === seen);
    const ids = streams.heard.filter((it) => it.event !== "delete").map(idOf);
    for (const id of hidden) expect(ids).not.toContain(id);
  });
});

describe("streams end", () => {
  it("at once when their token is revoked", async () => {
    const app = await register(server);
    const token = await clientToken(server, app, "read");
    const person = new Person(server, token);
    using socket = await open(person, "&stream=public");
    using events = new Events("/api/v1/streaming/public", person);
    await events.response;
    const closed = socket.closed();
    await server.fetch("/oauth/revoke", { method: "POST", body: new URLSearchParams({ token, ...app }) });
    expect(await closed).toBe(1008);
    await events.ended;
  });

  it("when the account is suspended", async () => {
    const eve = await signUp(server, "eve");
    using socket = await open(eve, "&stream=user");
    const closed = socket.closed();
    await server.node.store.turn(INSTANCE, (turn) =>
      turn.insertIfAbsent(moderators, { principal: "operator", createdAt: turn.now }),
    );
    await server.node.directory.suspend({ principal: "operator" }, { handle: "eve" });
    expect(await closed).toBe(1008);
    const refused = await eve.call("GET", "/api/v1/streaming/user");
    expect(refused).toMatchObject({ status: 403, body: { error: "Your login is currently disabled" } });
    using late = new Socket(`?stream=user&access_token=${eve.token ?? ""}`);
    const [failure] = (await once(late.socket, "error")) as [Error];
    expect(failure.message).toContain("403");
  });

  it("when the node stops, which does not cut them off", async () => {
    const stopping = await startTestServer();
    const person = await signUp(stopping, "alice");
    const address = stopping.address.replace("http", "ws");
    const socket = new WebSocket(
      `${address}/api/v1/streaming?stream=user&access_token=${person.token ?? ""}`,
    );
    await once(socket, "open");
    const events = await stopping.fetch(`/api/v1/streaming/user?access_token=${person.token ?? ""}`);
    const closed = once(socket, "close") as Promise<[number]>;
    // What is cut off at the end of the node's patience ends with an error, and with 1006.
    const [, [code]] = await Promise.all([stopping[Symbol.asyncDispose](), closed, events.text()]);
    expect(code).toBe(1001);
  });
});
