import { beforeEach, describe, expect, it } from "vitest";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { statuses, type StatusRow } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import { boostedBy, likedBy } from "./accountLists.ts";
import type { PageRequest, PageResult } from "./page.ts";
import { relationship } from "./relationship.ts";
import type { StatusView } from "./statusView.ts";
import {
  accountTimeline,
  homeTimeline,
  markedStatuses,
  publicTimeline,
  statusesById,
  tagTimeline,
} from "./timelines.ts";

let net: Network;
let here: Server;
let alice: Member;
let bob: Member;
let carol: Member;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  alice = await here.member("alice");
  bob = await here.member("bob");
  carol = await here.member("carol");
});

async function post(
  by: Member,
  content: string,
  more: Partial<Parameters<Member["user"]["publishStatus"]>[1]> = {},
): Promise<StatusRow> {
  const row = await by.user.publishStatus(by.caller, { content, visibility: "public", ...more });
  net.clock += 1_000;
  await net.settle();
  return row;
}

async function follow(from: Member, to: Member): Promise<void> {
  await from.user.followUser(from.caller, { account: to.account.uri });
  await net.settle();
}

const ownerOf = (viewer: Member | null): bigint => viewer?.account.id ?? INSTANCE;
const ids = (page: PageResult<StatusView>): bigint[] => page.items.map((it) => it.status.id);
const home = (viewer: Member, request: PageRequest = { limit: 20 }) =>
  here.store.view(ownerOf(viewer), (view) => homeTimeline(view, ownerOf(viewer), request));
const everything = (viewer: Member | null, request: PageRequest = { limit: 20 }) =>
  here.store.view(ownerOf(viewer), (view) => publicTimeline(view, ownerOf(viewer), request, {}));
const profile = (viewer: Member | null, of: Member, filter = {}) =>
  here.store.view(ownerOf(viewer), (view) =>
    accountTimeline(view, ownerOf(viewer), of.account, { limit: 20 }, filter),
  );
const boosters = (viewer: Member | null, row: StatusRow, request: PageRequest = { limit: 20 }) =>
  here.store.view(ownerOf(viewer), (view) => boostedBy(view, ownerOf(viewer), row.id, request));
const sees = async (viewer: Member | null, row: StatusRow): Promise<boolean> =>
  (await here.store.view(ownerOf(viewer), (view) => statusesById(view, ownerOf(viewer), [row.id]))).length >
  0;

describe("pages of the home timeline", () => {
  let all: bigint[];

  beforeEach(async () => {
    await follow(bob, alice);
    all = [];
    for (let index = 0; index < 8; index += 1) all.unshift((await post(alice, `Number ${index}`)).id);
  });

  it("go back in time without a gap or a double", async () => {
    const found: bigint[] = [];
    let maxId: bigint | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await home(bob, { limit: 3, maxId });
      if (page.items.length === 0) break;
      expect([page.newest, page.oldest]).toEqual([ids(page)[0], ids(page).at(-1)]);
      found.push(...ids(page));
      maxId = page.oldest;
    }
    expect(found).toEqual(all);
  });

  it("go forward from an id with minId, and begin at the newest with sinceId", async () => {
    const [minId, sinceId] = [all[6], all[6]];
    expect(ids(await home(bob, { limit: 3, minId }))).toEqual(all.slice(3, 6));
    expect(ids(await home(bob, { limit: 3, sinceId }))).toEqual(all.slice(0, 3));
    expect(ids(await home(bob, { limit: 20, sinceId, maxId: all[1] }))).toEqual(all.slice(2, 6));
    expect(ids(await home(bob, { limit: 3, minId: all[0] }))).toEqual([]);
  });

  it("are filled up when some of their statuses are hidden", async () => {
    await follow(bob, carol);
    for (let index = 0; index < 5; index += 1) await post(carol, `Hidden ${index}`);
    await bob.user.muteUser(bob.caller, { account: carol.account.uri });
    expect(ids(await home(bob, { limit: 3 }))).toEqual(all.slice(0, 3));
  });
});

describe("who may see a status", () => {
  it.each([
    ["public", [true, true, true, true]],
    ["unlisted", [true, true, true, true]],
    ["private", [false, false, true, true]],
    ["direct", [false, false, false, true]],
  ] as const)(
    "%s, for a visitor, a stranger, a follower and the one it names",
    async (visibility, expected) => {
      const dave = await here.member("dave");
      await follow(bob, alice);
      const row = await post(alice, "For @carol", { visibility });
      const seen = [];
      for (const viewer of [null, dave, bob, carol]) seen.push(await sees(viewer, row));
      expect(seen).toEqual(expected);
      expect(await sees(alice, row)).toBe(true);
      const listed = [];
      for (const viewer of [null, dave, bob, carol])
        listed.push(ids(await profile(viewer, alice)).includes(row.id));
      expect(listed).toEqual(expected);
      expect(ids(await everything(null))).toEqual(visibility === "public" ? [row.id] : []);
    },
  );

  it("ends with a block by the author, and with the end of the follow", async () => {
    await follow(bob, alice);
    const [open, closed] = [
      await post(alice, "To all"),
      await post(alice, "To friends", { visibility: "private" }),
    ];
    expect([await sees(bob, open), await sees(bob, closed)]).toEqual([true, true]);
    await bob.user.unfollowUser(bob.caller, { account: alice.account.uri });
    await net.settle();
    expect([await sees(bob, open), await sees(bob, closed)]).toEqual([true, false]);
    await alice.user.blockUser(alice.caller, { account: bob.account.uri });
    await net.settle();
    expect([await sees(bob, open), await sees(bob, closed)]).toEqual([false, false]);
    expect(await sees(null, open)).toBe(true);
  });

  it("hides whom the viewer blocks or mutes from timelines, and a boost of theirs with them", async () => {
    await follow(bob, carol);
    const row = await post(alice, "Seen by way of carol");
    const boost = await carol.user.boostStatus(carol.caller, { statusUrl: row.uri });
    await net.settle();
    expect(ids(await home(bob))).toEqual([boost.id]);
    await bob.user.muteUser(bob.caller, { account: alice.account.uri });
    expect(ids(await home(bob))).toEqual([]);
    expect(ids(await everything(bob))).toEqual([]);
    expect(await sees(bob, row)).toBe(true);
    await bob.user.unmuteUser(bob.caller, { account: alice.account.uri });
    expect(ids(await home(bob))).toEqual([boost.id]);
  });

  it("hides the muted no longer than the mute lasts", async () => {
    const row = await post(alice, "Loud");
    await bob.user.muteUser(bob.caller, { account: alice.account.uri, durationMillis: 60_000 });
    const muting = async (): Promise<boolean> =>
      (await here.store.view(ownerOf(bob), (view) => relationship(view, alice.account))).muting;
    expect([ids(await everything(bob)), await muting()]).toEqual([[], true]);
    net.clock += 61_000;
    await net.settle();
    expect([ids(await everything(bob)), await muting()]).toEqual([[row.id], false]);
  });
});

describe("the public timelines", () => {
  it("leave out answers to others, boosts and what is less than public, and tell near from far", async () => {
    const there = net.server("there.example");
    const zoe = await there.member("zoe");
    await bob.user.followUser(bob.caller, { account: "@zoe@there.example" });
    await net.settle();
    const near = await post(alice, "Near");
    const self = await post(alice, "And another thing", { inReplyTo: near.uri });
    await post(bob, "Answer", { inReplyTo: near.uri });
    await post(bob, "Quiet", { visibility: "unlisted" });
    await bob.user.boostStatus(bob.caller, { statusUrl: near.uri });
    const far = await post(zoe, "Far");
    const at = (origin?: "local" | "remote") =>
      here.store.view(INSTANCE, (view) => publicTimeline(view, INSTANCE, { limit: 20 }, { origin }));
    const uris = async (origin?: "local" | "remote") => (await at(origin)).items.map((it) => it.status.uri);
    expect(await uris("local")).toEqual([self.uri, near.uri]);
    expect(await uris("remote")).toEqual([far.uri]);
    expect((await uris()).toSorted()).toEqual([near.uri, self.uri, far.uri].toSorted());
  });

  it("by hashtag: this one, any of those, all of those, none of those", async () => {
    const [cats, dogs, both] = [
      await post(alice, "#cats"),
      await post(alice, "#dogs"),
      await post(bob, "#Cats #dogs"),
    ];
    await post(bob, "#cats for friends", { visibility: "private" });
    const tagged = async (tag: string, filter = {}) =>
      ids(await here.store.view(INSTANCE, (view) => tagTimeline(view, INSTANCE, tag, { limit: 20 }, filter)));
    expect(await tagged("cats")).toEqual([both.id, cats.id]);
    expect(await tagged("cats", { any: ["dogs"] })).toEqual([both.id, dogs.id, cats.id]);
    expect(await tagged("cats", { all: ["dogs"] })).toEqual([both.id]);
    expect(await tagged("cats", { none: ["dogs"] })).toEqual([cats.id]);
    expect(await tagged("birds")).toEqual([]);
  });
});

describe("a profile", () => {
  it("lists posts, answers and boosts, or leaves some of them out", async () => {
    const other = await post(bob, "Bob's");
    const own = await post(alice, "Own #topic");
    const answer = await post(alice, "Answer", { inReplyTo: other.uri });
    const self = await post(alice, "To myself", { inReplyTo: own.uri });
    const boost = await alice.user.boostStatus(alice.caller, { statusUrl: other.uri });
    const list = async (filter = {}) => ids(await profile(null, alice, filter));
    expect(await list()).toEqual([boost.id, self.id, answer.id, own.id]);
    expect(await list({ excludeReplies: true })).toEqual([boost.id, self.id, own.id]);
    expect(await list({ excludeBoosts: true })).toEqual([self.id, answer.id, own.id]);
    expect(await list({ tagged: "topic" })).toEqual([own.id]);
    expect(await list({ onlyMedia: true })).toEqual([]);
  });

  it("keeps one's own marks in the order of marking", async () => {
    const [first, second] = [await post(alice, "First"), await post(alice, "Second")];
    for (const row of [second, first]) {
      await bob.user.likeStatus(bob.caller, { statusUrl: row.uri });
      await bob.user.bookmark(bob.caller, { statusUrl: row.uri });
    }
    for (const which of ["liked", "bookmarks"] as const) {
      const list = (request: PageRequest) =>
        here.store.view(ownerOf(bob), (view) => markedStatuses(view, ownerOf(bob), which, request));
      const page = await list({ limit: 1 });
      expect(ids(page)).toEqual([first.id]);
      expect(ids(await list({ limit: 5, maxId: page.oldest }))).toEqual([second.id]);
    }
    const ofCarol = await here.store.view(ownerOf(carol), (view) =>
      markedStatuses(view, ownerOf(carol), "liked", { limit: 5 }),
    );
    expect(ids(ofCarol)).toEqual([]);
  });
});

describe("the bounds of a page", () => {
  it("name nothing that the viewer may not see", async () => {
    const shown = await post(alice, "For all");
    await post(alice, "For friends", { visibility: "private" });
    const page = await profile(bob, alice);
    expect(ids(page)).toEqual([shown.id]);
    expect([page.newest, page.oldest]).toEqual([shown.id, shown.id]);
  });

  it("name nothing hidden however much of it lies between, and what is for the viewer is in its place", async () => {
    const first = await post(alice, "For all");
    const named = await post(alice, "For @carol", { visibility: "direct" });
    const closed: StatusRow[] = [];
    for (let index = 0; index < 12; index += 1)
      closed.unshift(await post(alice, `For friends ${index}`, { visibility: "private" }));
    const last = await post(alice, "For all again");
    await follow(bob, alice);
    const pages = async (viewer: Member | null, direction: "maxId" | "minId") => {
      const found: bigint[] = [];
      let from = direction === "maxId" ? undefined : 0n;
      for (let count = 0; count < 30; count += 1) {
        const request = { limit: 1, [direction]: from };
        const page = await here.store.view(ownerOf(viewer), (view) =>
          accountTimeline(view, ownerOf(viewer), alice.account, request, {}),
        );
        if (page.items.length === 0) return { found, bounds: [page.newest, page.oldest] };
        found.push(...ids(page));
        from = direction === "maxId" ? page.oldest : page.newest;
      }
      throw new Error("It has no end.");
    };
    for (const [viewer, expected] of [
      [null, [last, first]],
      [carol, [last, named, first]],
      [bob, [last, ...closed, first]],
      [alice, [last, ...closed, named, first]],
    ] as const) {
      const wanted = expected.map(({ id }) => id);
      const end = [undefined, undefined];
      expect(await pages(viewer, "maxId")).toEqual({ found: wanted, bounds: end });
      expect(await pages(viewer, "minId")).toEqual({ found: wanted.toReversed(), bounds: end });
    }
  });

  it("an edit that names somebody puts the status in their place too", async () => {
    const { id, uri } = await post(alice, "For friends", { visibility: "private" });
    expect(ids(await profile(carol, alice))).toEqual([]);
    await alice.user.editStatus(alice.caller, { statusUri: uri, content: "For friends and @carol" });
    expect(ids(await profile(carol, alice))).toEqual([id]);
    await alice.user.blockUser(alice.caller, { account: carol.account.uri });
    await net.settle();
    expect(ids(await profile(carol, alice))).toEqual([]);
  });

  it("name no private boost among those who boosted a status", async () => {
    const row = await post(alice, "For friends", { visibility: "private" });
    await alice.user.boostStatus(alice.caller, { statusUrl: row.uri });
    expect(await boosters(null, row)).toEqual({
      items: [],
      newest: undefined,
      oldest: undefined,
      isEnd: true,
    });
  });

  it("name public boosts behind any number of private ones, and link to nothing but what they name", async () => {
    const row = await post(alice, "To all");
    const { id } = await bob.user.boostStatus(bob.caller, { statusUrl: row.uri });
    await net.settle();
    await here.store.turn(INSTANCE, async (turn) => {
      const shown = await turn.get(statuses, { id });
      if (shown === undefined) throw new Error("there is no boost");
      for (let n = 0; n < 1_300; n += 1) {
        const hidden = { id: turn.nextId(), uri: `${shown.uri}/${n}`, visibility: "private" } as const;
        await turn.insert(statuses, { ...shown, ...hidden });
      }
    });
    const found = await boosters(null, row, { limit: 1 });
    expect(found).toMatchObject({ items: [{ id: bob.account.id }], newest: id, oldest: id });
    expect(await boosters(null, row, { limit: 1, minId: 1n })).toEqual({ ...found, isEnd: false });
    expect((await boosters(null, row, { limit: 1, minId: id })).items).toEqual([]);
  });

  it("and who likes a status, name nobody whom the viewer blocks or mutes, nor who blocks the viewer", async () => {
    const dave = await here.member("dave");
    const row = await post(alice, "To all");
    for (const it of [bob, carol, dave]) {
      await it.user.likeStatus(it.caller, { statusUrl: row.uri });
      await it.user.boostStatus(it.caller, { statusUrl: row.uri });
      net.clock += 1_000;
      await net.settle();
    }
    const names = async (viewer: Member | null): Promise<string[][]> => {
      const liking = await here.store.view(ownerOf(viewer), (view) =>
        likedBy(view, ownerOf(viewer), row.id, { limit: 20 }),
      );
      return [liking, await boosters(viewer, row)].map(({ items }) => items.map((it) => it.username));
    };
    const each = (...expected: string[]): string[][] => [expected, expected];
    await bob.user.blockUser(bob.caller, { account: carol.account.uri });
    await bob.user.muteUser(bob.caller, { account: dave.account.uri });
    await net.settle();
    expect(await names(null)).toEqual(each("dave", "carol", "bob"));
    expect(await names(bob)).toEqual(each("bob"));
    expect(await names(carol)).toEqual(each("dave", "carol"));
    expect(await names(dave)).toEqual(each("dave", "carol", "bob"));
  });
});
