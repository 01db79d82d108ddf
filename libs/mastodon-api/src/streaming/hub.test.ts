import { accounts, type Json } from "@mastic/core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";
import { StreamHub } from "./hub.ts";
import { parseStream, type StreamRequest } from "./streamName.ts";

let node: TestNode;
let hub: StreamHub;
let alice: Member;
let bob: Member;
let carol: Member;
/** Which streams were told of the deletion of which status. */
let told: string[];

beforeEach(async () => {
  node = testNode(lent);
  hub = new StreamHub(node.api, (error) => {
    throw error;
  });
  [alice, bob, carol] = [await node.member("alice"), await node.member("bob"), await node.member("carol")];
  told = [];
  node.api.context.store.listen((signal, owner) => hub.hear(signal, owner));
  // alice follows bob; carol has nothing to do with either.
  await ask(alice, `POST /api/v1/accounts/${bob.id}/follow`);
  await node.settle();
});

async function ask(by: Member, call: string, fields?: Json): Promise<{ readonly id: string }> {
  const { status, body } = await node.call(by, call, fields);
  expect([call, status]).toEqual([call, 200]);
  return body as { readonly id: string };
}

function listen(name: string, by: Member, request: StreamRequest): void {
  const stream = parseStream(request);
  if (stream === undefined) throw new Error(`no stream ${request.stream}`);
  hub.subscribe({
    stream,
    label: [],
    viewer: BigInt(by.id),
    send: ({ event, payload }) => event === "delete" && told.push(`${name} ${payload}`),
  });
}

/** Publishes, lets everybody have it, and deletes it. @returns who was told so */
async function passing(fields: { readonly [key: string]: Json }): Promise<string[]> {
  const { id } = await ask(bob, "POST /api/v1/statuses", fields);
  await node.settle();
  await ask(bob, `DELETE /api/v1/statuses/${id}`);
  await node.settle();
  const seen = await ask(bob, "POST /api/v1/statuses", { status: "the last one", visibility: "public" });
  await ask(bob, `DELETE /api/v1/statuses/${seen.id}`);
  // Signals are told in their order: who hears of the last one has heard all.
  await vi.waitFor(() => expect(told).toContain(`public ${seen.id}`));
  return told.filter((line) => line.endsWith(` ${id}`)).map((line) => line.split(" ")[0] ?? "");
}

describe("the deletion of a status", () => {
  beforeEach(async () => {
    const list = await ask(alice, "POST /api/v1/lists", { title: "Friends" });
    await ask(alice, `POST /api/v1/lists/${list.id}/accounts`, { account_ids: [bob.id] });
    for (const [name, by] of Object.entries({ alice, bob, carol })) listen(name, by, { stream: "user" });
    listen("notified", alice, { stream: "user:notification" });
    listen("list", alice, { stream: "list", list: list.id });
    listen("tag", carol, { stream: "hashtag", tag: "tea" });
    listen("other", carol, { stream: "hashtag", tag: "coffee" });
    listen("remote", carol, { stream: "public:remote" });
    listen("public", carol, { stream: "public" });
  });

  it("is told to public streams that had it, and to whoever has it", async () => {
    const heard = await passing({ status: "Some #tea", visibility: "public" });
    expect(heard).toEqual(["alice", "bob", "list", "tag", "public"]);
  });

  it.each(["unlisted", "private"])("is not told to strangers of a status that is %s", async (visibility) => {
    expect(await passing({ status: "Some #tea", visibility })).toEqual(["alice", "bob", "list"]);
  });

  it("is told with others, in one reading for each stream", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 20; n += 1)
      ids.push((await ask(bob, "POST /api/v1/statuses", { status: `${n}` })).id);
    await node.settle();
    const read = vi.spyOn(node.api.context.store, "view");
    for (const id of ids)
      hub.hear({ type: "deleted", statusId: BigInt(id), accountIds: [], public: null }, 0n);
    await vi.waitFor(() => expect(told).toHaveLength(3 * ids.length));
    for (const name of ["alice", "bob", "list"]) {
      expect(told.filter((line) => line.startsWith(name))).toEqual(ids.map((id) => `${name} ${id}`));
    }
    expect(read.mock.calls.length).toBeLessThan(ids.length);
    read.mockRestore();
  });

  it("is told to whom a direct status names", async () => {
    expect(await passing({ status: "@carol #tea", visibility: "direct" })).toEqual(["bob", "carol"]);
  });
});

it("what a limited account says, edits and deletes is for those who follow it, on no stream of strangers", async () => {
  await node.api.context.store.turn(0n, (turn) =>
    turn.update(accounts, { id: BigInt(bob.id) }, { limited: true }),
  );
  const heard: string[] = [];
  const streams = {
    home: { stream: "user" },
    public: { stream: "public" },
    tag: { stream: "hashtag", tag: "tea" },
  };
  for (const [name, request] of Object.entries(streams)) {
    const stream = parseStream(request);
    if (stream === undefined) throw new Error(`no stream ${name}`);
    const viewer = BigInt(alice.id);
    hub.subscribe({ stream, label: [], viewer, send: ({ event }) => heard.push(`${name} ${event}`) });
  }
  const { id } = await ask(bob, "POST /api/v1/statuses", { status: "Some #tea", visibility: "public" });
  await node.settle();
  await ask(bob, `PUT /api/v1/statuses/${id}`, { status: "More #tea" });
  await node.settle();
  await ask(bob, `DELETE /api/v1/statuses/${id}`);
  await node.settle();
  await ask(carol, "POST /api/v1/statuses", { status: "the last one", visibility: "public" });
  // Signals are told in their order: who hears of the last one has heard all.
  await vi.waitFor(() => expect(heard).toContain("public update"));
  expect(heard).toEqual(["home update", "home status.update", "home delete", "public update"]);
});
