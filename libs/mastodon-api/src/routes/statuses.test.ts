import { beforeEach, describe, expect, it } from "vitest";
import { lent } from "../../test/lent.ts";
import { testNode, type Member, type TestNode } from "../node.test-support.ts";

let node: TestNode;
let alice: Member;
let bob: Member;

beforeEach(async () => {
  node = testNode(lent);
  alice = await node.member("alice");
  bob = await node.member("bob");
});

interface Status {
  readonly id: string;
  readonly content: string;
  readonly visibility: string;
}

async function post(by: Member, status: string, fields: Record<string, string> = {}): Promise<Status> {
  const { status: code, body } = await node.call(by, "POST /api/v1/statuses", { status, ...fields });
  expect(code).toBe(200);
  node.clock += 1_000;
  await node.settle();
  return body as unknown as Status;
}

async function befriend(follower: Member, followed: Member): Promise<void> {
  expect((await node.call(follower, `POST /api/v1/accounts/${followed.id}/follow`)).status).toBe(200);
  await node.settle();
}

/** @returns the id of a picture of alice's */
async function upload(description: string): Promise<string> {
  const { id } = await node.api
    .user(BigInt(alice.id))
    .attachMedia(
      { principal: "principal-alice" },
      { kind: "image", mediaType: "image/png", blob: "a".repeat(64), description },
    );
  return id.toString();
}

const ids = (body: unknown): string[] => (body as Status[]).map((it) => it.id);

describe("posting", () => {
  it("refuses nothing at all, what is too long, an unknown visibility, bad polls and schedules", async () => {
    for (const fields of [
      {},
      { status: "" },
      { status: "x".repeat(501) },
      { status: "x", visibility: "secret" },
      { status: "x", media_ids: ["7"] },
      { status: "x", poll: { options: ["a", "b"], expires_in: 60 } },
      { status: "x", scheduled_at: "2030-01-01T00:00:00Z" },
    ])
      expect((await node.call(alice, "POST /api/v1/statuses", fields)).status).toBe(422);
    expect((await node.call(null, `GET /api/v1/accounts/${alice.id}/statuses`)).body).toEqual([]);
  });

  it("answers a status, counts it, and ties it into the thread", async () => {
    const first = await post(alice, "One #topic");
    const answer = await post(bob, "Two, @alice", { in_reply_to_id: first.id });
    const last = await post(alice, "Three", { in_reply_to_id: answer.id });
    const { body } = await node.call(null, `GET /api/v1/statuses/${answer.id}/context`);
    expect(body).toMatchObject({ ancestors: [{ id: first.id }], descendants: [{ id: last.id }] });
    expect((await node.call(null, `GET /api/v1/statuses/${first.id}`)).body).toMatchObject({
      replies_count: 1,
      tags: [{ name: "topic" }],
    });
    const refused = await node.call(bob, "POST /api/v1/statuses", { status: "x", in_reply_to_id: "1" });
    expect(refused.status).toBe(404);
  });
});

describe("changing", () => {
  it("edits with history, and only for the author", async () => {
    const { id } = await post(alice, "Frist");
    expect((await node.call(bob, `PUT /api/v1/statuses/${id}`, { status: "Mine" })).status).toBe(404);
    expect((await node.call(alice, `PUT /api/v1/statuses/${id}`, { status: "First" })).status).toBe(200);
    const history = (await node.call(null, `GET /api/v1/statuses/${id}/history`)).body as unknown as Status[];
    expect(history.map((it) => it.content)).toEqual(["<p>Frist</p>", "<p>First</p>"]);
    expect((await node.call(alice, `GET /api/v1/statuses/${id}/source`)).body).toMatchObject({
      text: "First",
    });
    expect((await node.call(bob, `GET /api/v1/statuses/${id}/source`)).status).toBe(404);
  });

  it("changes text and descriptions together or not at all", async () => {
    const mediaId = await upload("Old");
    const posted = await node.call(alice, "POST /api/v1/statuses", {
      status: "A cat",
      media_ids: [mediaId],
    });
    const { id } = posted.body as unknown as Status;
    const edit = async (status: string, focus: string): Promise<unknown[]> => {
      const { status: code } = await node.call(alice, `PUT /api/v1/statuses/${id}`, {
        status,
        media_ids: [mediaId],
        media_attributes: [{ id: mediaId, description: "New", focus }],
      });
      const { body } = await node.call(alice, `GET /api/v1/statuses/${id}`);
      return [code, body];
    };
    const old = { content: "<p>A cat</p>", media_attachments: [{ description: "Old" }] };
    expect(await edit("x".repeat(5_001), "0,0")).toMatchObject([422, old]);
    expect(await edit("A dog", "9,9")).toMatchObject([422, old]);
    expect(await edit("A dog", "0.5,0")).toMatchObject([
      200,
      { content: "<p>A dog</p>", media_attachments: [{ description: "New", meta: { focus: { x: 0.5 } } }] },
    ]);
  });

  it("keeps the media of what was deleted for what is written in its place, unless they are to go", async () => {
    const draft = { status: "A cta", media_ids: [await upload("A cat")] };
    const publish = async (fields: object): Promise<Status> =>
      (await node.call(alice, "POST /api/v1/statuses", { ...draft, ...fields })).body as unknown as Status;
    const first = await publish({});
    await node.call(alice, `DELETE /api/v1/statuses/${first.id}`);
    const second = await publish({ status: "A cat" });
    expect(second).toMatchObject({ media_attachments: [{ description: "A cat" }] });
    await node.call(alice, `DELETE /api/v1/statuses/${second.id}?delete_media=true`);
    expect((await node.call(alice, `GET /api/v1/media/${draft.media_ids[0]}`)).status).toBe(404);
  });

  it("deletes for the author only, and for good", async () => {
    const { id } = await post(alice, "Gone soon");
    expect((await node.call(bob, `DELETE /api/v1/statuses/${id}`)).status).toBe(404);
    const deleted = await node.call(alice, `DELETE /api/v1/statuses/${id}`);
    expect(deleted).toMatchObject({ status: 200, body: { id, text: "Gone soon" } });
    expect((await node.call(alice, `GET /api/v1/statuses/${id}`)).status).toBe(404);
    expect((await node.call(alice, `DELETE /api/v1/statuses/${id}`)).status).toBe(404);
  });
});

describe("interacting", () => {
  it.each([
    ["favourite", "unfavourite", "favourited"],
    ["bookmark", "unbookmark", "bookmarked"],
    ["reblog", "unreblog", "reblogged"],
    ["mute", "unmute", "muted"],
  ])("%s and %s, however often they are told", async (act, undo, flag) => {
    const { id } = await post(alice, "A post");
    for (const _ of [1, 2])
      expect((await node.call(bob, `POST /api/v1/statuses/${id}/${act}`)).status).toBe(200);
    expect((await node.call(bob, `GET /api/v1/statuses/${id}`)).body).toMatchObject({ [flag]: true });
    for (const _ of [1, 2])
      expect((await node.call(bob, `POST /api/v1/statuses/${id}/${undo}`)).status).toBe(200);
    expect((await node.call(bob, `GET /api/v1/statuses/${id}`)).body).toMatchObject({ [flag]: false });
    expect((await node.call(bob, `POST /api/v1/statuses/1/${act}`)).status).toBe(404);
  });

  it("boosts one's own post for followers to followers, and nobody else's", async () => {
    const { id } = await post(alice, "For friends", { visibility: "private" });
    const boost = await node.call(alice, `POST /api/v1/statuses/${id}/reblog`, { visibility: "public" });
    expect(boost).toMatchObject({
      status: 200,
      body: { visibility: "private", reblog: { id, reblogged: true, reblogs_count: 1 } },
    });
    await befriend(bob, alice);
    expect((await node.call(bob, `GET /api/v1/statuses/${id}`)).status).toBe(200);
    expect((await node.call(bob, `POST /api/v1/statuses/${id}/reblog`)).status).toBe(404);
  });

  it("hears nothing of a muted conversation, wherever in it something happens, and of others as before", async () => {
    const { id } = await post(alice, "A post");
    const other = await post(alice, "Another post");
    const answer = await post(bob, "@alice one", { in_reply_to_id: id });
    await node.settle();
    const heard = async (): Promise<string[]> => {
      await node.settle();
      const { body } = await node.call(alice, "GET /api/v1/notifications");
      return (body as { type: string }[]).map(({ type }) => type);
    };
    expect(await heard()).toEqual(["mention"]);
    // One status names the conversation; all of it is muted.
    const muted = await node.call(alice, `POST /api/v1/statuses/${answer.id}/mute`);
    expect(muted).toMatchObject({ status: 200, body: { id: answer.id, muted: true } });
    expect((await node.call(alice, `GET /api/v1/statuses/${id}`)).body).toMatchObject({ muted: true });
    expect((await node.call(bob, `GET /api/v1/statuses/${id}`)).body).toMatchObject({ muted: false });
    await post(bob, "@alice two", { in_reply_to_id: answer.id });
    await node.call(bob, `POST /api/v1/statuses/${id}/favourite`);
    expect(await heard()).toEqual(["mention"]);
    await node.call(bob, `POST /api/v1/statuses/${other.id}/favourite`);
    expect(await heard()).toEqual(["favourite", "mention"]);
    await node.call(alice, `POST /api/v1/statuses/${id}/unmute`);
    await node.call(bob, `POST /api/v1/statuses/${id}/reblog`);
    expect(await heard()).toEqual(["reblog", "favourite", "mention"]);
  });

  it("tells who likes and boosts, and lists what one likes", async () => {
    const { id } = await post(alice, "A post");
    await node.call(bob, `POST /api/v1/statuses/${id}/favourite`);
    await node.call(bob, `POST /api/v1/statuses/${id}/reblog`);
    await node.settle();
    for (const list of ["favourited_by", "reblogged_by"])
      expect((await node.call(null, `GET /api/v1/statuses/${id}/${list}`)).body).toMatchObject([
        { acct: "bob" },
      ]);
    expect(ids((await node.call(bob, "GET /api/v1/favourites")).body)).toEqual([id]);
    const types = (await node.call(alice, "GET /api/v1/notifications")).body as { type: string }[];
    expect(types.map((it) => it.type).sort()).toEqual(["favourite", "reblog"]);
  });

  it("pins one's own to the profile, and nobody else's", async () => {
    const { id } = await post(alice, "About me");
    expect((await node.call(bob, `POST /api/v1/statuses/${id}/pin`)).status).toBeGreaterThanOrEqual(403);
    expect((await node.call(alice, `POST /api/v1/statuses/${id}/pin`)).status).toBe(200);
    const pinned = await node.call(null, `GET /api/v1/accounts/${alice.id}/statuses?pinned=true`);
    expect(ids(pinned.body)).toEqual([id]);
  });
});

describe("who sees what", () => {
  it("shows private posts to followers, and direct ones to whom they name", async () => {
    const carol = await node.member("carol");
    await befriend(bob, alice);
    const ofFollowers = await post(alice, "For followers", { visibility: "private" });
    const direct = await post(alice, "For you, @carol", { visibility: "direct" });
    const status = async (by: Member | null, { id }: Status): Promise<number> =>
      (await node.call(by, `GET /api/v1/statuses/${id}`)).status;
    expect(await Promise.all([null, alice, bob, carol].map((by) => status(by, ofFollowers)))).toEqual([404, 200, 200, 404]); // prettier-ignore
    expect(await Promise.all([null, alice, bob, carol].map((by) => status(by, direct)))).toEqual([404, 200, 404, 200]); // prettier-ignore
    expect((await node.call(carol, `GET /api/v1/statuses/${ofFollowers.id}/card`)).status).toBe(404);
    expect((await node.call(bob, `GET /api/v1/statuses/${ofFollowers.id}/card`)).status).toBe(200);
    for (const act of ["favourite", "reblog", "bookmark"])
      expect((await node.call(carol, `POST /api/v1/statuses/${ofFollowers.id}/${act}`)).status).toBe(404);
    expect((await node.call(bob, `POST /api/v1/statuses/${ofFollowers.id}/reblog`)).status).toBe(404);
    expect(ids((await node.call(bob, "GET /api/v1/timelines/home")).body)).toEqual([ofFollowers.id]);
    expect((await node.call(null, `GET /api/v1/accounts/${alice.id}/statuses`)).body).toEqual([]);
  });
});

describe("pages", () => {
  it("go down and up the home timeline without a gap or a double, by the links that they give", async () => {
    await befriend(bob, alice);
    const all: string[] = [];
    for (let index = 0; index < 7; index += 1) all.unshift((await post(alice, `Number ${index}`)).id);
    const linked = (headers: Readonly<Record<string, string>>, rel: string): string => {
      const link = (headers["link"] ?? "").split(", ").find((it) => it.endsWith(`rel="${rel}"`));
      return (/<https:\/\/mastic\.example([^>]+)>/.exec(link ?? "") ?? [])[1] ?? "";
    };
    const first = await node.call(bob, "GET /api/v1/timelines/home?limit=3");
    expect(ids(first.body)).toEqual(all.slice(0, 3));
    const second = await node.call(bob, `GET ${linked(first.headers, "next")}`);
    expect(ids(second.body)).toEqual(all.slice(3, 6));
    const third = await node.call(bob, `GET ${linked(second.headers, "next")}`);
    expect(ids(third.body)).toEqual(all.slice(6));
    const back = await node.call(bob, `GET ${linked(third.headers, "prev")}`);
    expect(ids(back.body)).toEqual(all.slice(3, 6));
    expect((await node.call(bob, `GET ${linked(first.headers, "prev")}`)).body).toEqual([]);
  });
});

describe("a refusal", () => {
  it("names the field of the form and what is wrong with it", async () => {
    const empty = await node.call(alice, "POST /api/v1/statuses", { status: "" });
    expect(empty.body).toMatchObject({ details: { text: [{ error: "ERR_BLANK" }] } });
    const long = await node.call(alice, "POST /api/v1/statuses", { status: "x".repeat(501) });
    expect(long.body).toMatchObject({ details: { text: [{ error: "ERR_TOO_LONG" }] } });
  });
});

describe("markers", () => {
  it("name every timeline asked for, also one that was never read", async () => {
    await node.call(alice, "POST /api/v1/markers", { home: { last_read_id: "7" } });
    const { body } = await node.call(alice, "GET /api/v1/markers?timeline[]=home&timeline[]=notifications");
    expect(body).toMatchObject({
      home: { last_read_id: "7" },
      notifications: { last_read_id: "0", version: 0 },
    });
  });
});
