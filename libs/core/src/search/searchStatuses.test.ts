import { beforeEach, describe, expect, it } from "vitest";
import { network, type Member, type Network, type Server } from "../federation/servers.test-support.ts";
import { accounts } from "../schema/accounts.ts";
import { statusWords, wordsOfStatus } from "../schema/search.ts";
import type { StatusRow, Visibility } from "../schema/statuses.ts";
import { INSTANCE } from "../store/store.ts";
import type { PublishStatusArgs } from "../user/publishStatus.ts";
import { parseStatusQuery, type StatusQuery } from "./query.ts";
import { searchStatuses, type StatusSearch } from "./searchStatuses.ts";

const parse = (query: string): StatusQuery => parseStatusQuery(query, (address) => address.replace(/^@/, ""));

let net: Network;
let here: Server;
let there: Server;
let alice: Member;
let bob: Member;
let far: Member;

beforeEach(async () => {
  net = network();
  here = net.server("here.example");
  there = net.server("there.example");
  alice = await here.member("alice");
  bob = await here.member("bob");
  far = await there.member("far");
});

async function post(
  by: Member,
  content: string,
  args: Visibility | Partial<PublishStatusArgs> = "public",
): Promise<StatusRow> {
  net.clock += 1_000;
  const rest = typeof args === "string" ? { visibility: args } : args;
  const row = await by.user.publishStatus(by.caller, { content, visibility: "public", ...rest });
  await net.settle();
  return row;
}

/** The texts of what is found. */
async function found(by: Member, query: string, request: Partial<StatusSearch> = {}): Promise<string[]> {
  const owner = by.account.id;
  const views = await here.store.view(owner, (view) =>
    searchStatuses(view, owner, parse(query), { limit: 20, ...request }),
  );
  return views.map(({ status }) => status.content.replace(/<[^>]+>/g, ""));
}

const follow = async (by: Member, whom: Member): Promise<void> => {
  await by.user.followUser(by.caller, { account: whom.account.uri });
  await net.settle();
};

const change = (who: Member, columns: Partial<Member["account"]>) =>
  here.store.turn(INSTANCE, (turn) => turn.update(accounts, { id: who.account.id }, columns));
/** How many words the index of a server holds. */
const indexed = (server: Server) => server.store.view(INSTANCE, (view) => view.count(statusWords, {}));

describe("what a viewer finds", () => {
  it("is their own, whatever its visibility", async () => {
    for (const visibility of ["public", "unlisted", "private"] as const)
      await post(alice, `tea ${visibility}`, visibility);
    await post(alice, "tea direct", { visibility: "direct", allowNoRecipients: true });
    expect(await found(alice, "TEA")).toEqual(["tea direct", "tea private", "tea unlisted", "tea public"]);
    expect(await found(alice, "tea private")).toEqual(["tea private"]);
    expect(await found(alice, "coffee")).toEqual([]);
  });

  it("is what others published for everybody here, where they want to be found", async () => {
    await post(alice, "tea public");
    await post(alice, "tea unlisted", "unlisted");
    expect(await found(bob, "tea")).toEqual(["tea public"]);
    await change(alice, { indexable: false });
    expect(await found(bob, "tea")).toEqual([]);
    expect(await found(alice, "tea")).toHaveLength(2);
    await change(alice, { indexable: true, limited: true });
    expect(await found(bob, "tea")).toEqual([]);
    await change(alice, { limited: false, suspended: true });
    expect(await found(bob, "tea")).toEqual([]);
  });

  it("is what they favour, have bookmarked or boosted, for as long as they do", async () => {
    await follow(alice, far);
    await follow(bob, far);
    const urls = [];
    for (const what of ["like", "bookmark", "boost", "nothing"])
      urls.push((await post(far, `tea ${what}`)).uri);
    expect(await found(alice, "tea")).toEqual([]);
    const [statusUrl = "", second = "", third = ""] = urls;
    await alice.user.likeStatus(alice.caller, { statusUrl });
    await alice.user.bookmark(alice.caller, { statusUrl: second });
    await alice.user.boostStatus(alice.caller, { statusUrl: third });
    await net.settle();
    expect(await found(alice, "tea")).toEqual(["tea boost", "tea bookmark", "tea like"]);
    expect(await found(bob, "tea")).toEqual([]);
    await alice.user.undoLike(alice.caller, { statusUrl });
    await alice.user.unbookmark(alice.caller, { statusUrl: second });
    await alice.user.undoBoost(alice.caller, { statusUrl: third });
    expect(await found(alice, "tea")).toEqual([]);
  });

  it("is what mentions them, from anywhere, and no longer does not", async () => {
    await post(far, "tea for @alice@here.example");
    await post(far, "tea, secretly, for @alice@here.example", "direct");
    const edited = await post(bob, "tea with @alice", "unlisted");
    expect(await found(alice, "tea secretly")).toHaveLength(1);
    expect(await found(alice, "tea")).toHaveLength(3);
    expect(await found(bob, "tea")).toEqual(["tea with @alice"]);
    await bob.user.editStatus(bob.caller, { statusUri: edited.uri, content: "milk with @alice" });
    await net.settle();
    expect(await found(alice, "tea")).toHaveLength(2);
    expect(await found(alice, "milk")).toEqual(["milk with @alice"]);
  });

  it("is nothing for nobody", async () => {
    await post(alice, "tea");
    const nobody = here.store.view(INSTANCE, (view) =>
      searchStatuses(view, INSTANCE, parse("tea"), { limit: 20 }),
    );
    expect(await nobody).toEqual([]);
  });
});

describe("what a viewer never finds", () => {
  it("is what was for others: followers, or those it names", async () => {
    await post(alice, "tea private", "private");
    await post(alice, "tea for @far@there.example", "direct");
    for (const query of ["tea", "from:alice", "in:all private", "-coffee"])
      expect(await found(bob, query)).toEqual([]);
  });

  it("is what was for followers once they follow no more, though they like it", async () => {
    await follow(bob, alice);
    const { uri } = await post(alice, "tea private", "private");
    await bob.user.likeStatus(bob.caller, { statusUrl: uri });
    expect(await found(bob, "tea")).toEqual(["tea private"]);
    await alice.user.removeFollower(alice.caller, { actorUri: bob.account.uri });
    await net.settle();
    expect(await found(bob, "tea")).toEqual([]);
  });

  it("is what they do not want to see, or what is by somebody who blocks them", async () => {
    const { uri } = await post(alice, "tea of @bob");
    await bob.user.likeStatus(bob.caller, { statusUrl: uri });
    await bob.user.muteUser(bob.caller, { account: alice.account.uri });
    expect(await found(bob, "tea")).toEqual([]);
    await bob.user.unmuteUser(bob.caller, { account: alice.account.uri });
    expect(await found(bob, "tea")).toHaveLength(1);
    await bob.user.blockUser(bob.caller, { account: alice.account.uri });
    expect(await found(bob, "tea")).toEqual([]);
    await bob.user.unblockUser(bob.caller, { account: alice.account.uri });
    await net.settle();
    expect(await found(bob, "tea")).toHaveLength(1);
    await alice.user.blockUser(alice.caller, { account: bob.account.uri });
    await net.settle();
    expect(await found(bob, "tea")).toEqual([]);
  });

  it("is gone, or was edited away, here and elsewhere, and nothing of it stays in the index", async () => {
    const own = await post(alice, "tea, old");
    const other = await post(far, "tea for @alice@here.example");
    expect(await found(alice, "tea")).toHaveLength(2);
    await alice.user.editStatus(alice.caller, { statusUri: own.uri, content: "new" });
    await far.user.editStatus(far.caller, { statusUri: other.uri, content: "new for @alice@here.example" });
    net.clock += 1_000;
    await net.settle();
    expect(await found(alice, "tea")).toEqual([]);
    expect(await found(alice, "old")).toEqual([]);
    expect(await found(alice, "new")).toHaveLength(2);
    await alice.user.deleteStatus(alice.caller, { statusUri: own.uri });
    await far.user.deleteStatus(far.caller, { statusUri: other.uri });
    await net.settle();
    expect(await found(alice, "new")).toEqual([]);
    expect(await found(alice, "")).toEqual([]);
    expect(await indexed(here)).toBe(0);
    expect(await here.store.view(INSTANCE, (view) => view.count(wordsOfStatus, {}))).toBe(0);
  });
});

it("indexes nothing that nobody here has to do with", async () => {
  await follow(alice, far);
  const { uri } = await post(far, "tea");
  await far.user.editStatus(far.caller, { statusUri: uri, content: "green tea" });
  net.clock += 1_000;
  await net.settle();
  expect(await indexed(here)).toBe(0);
  await alice.user.likeStatus(alice.caller, { statusUrl: uri });
  expect(await found(alice, "green")).toEqual(["green tea"]);
  // The empty word, which all have.
  expect(await indexed(here)).toBe(3);
});

describe("a search", () => {
  it("finds words of warnings, polls, hashtags and descriptions of media", async () => {
    const media = await alice.user.attachMedia(alice.caller, { kind: "image", mediaType: "image/png", blob: "a".repeat(64), description: "a heron" }); // prettier-ignore
    await post(alice, "one", { spoilerText: "Beware" });
    await post(alice, "two #Herons", { mediaIds: [media.id] });
    await post(alice, "three", {
      poll: { options: ["Yes", "Never"], durationMillis: 3_600_000 },
    });
    expect(await found(alice, "beware")).toEqual(["one"]);
    expect(await found(alice, "heron")).toEqual(["two #Herons"]);
    expect(await found(alice, "#herons")).toEqual(["two #Herons"]);
    expect(await found(alice, "never")).toEqual(["three"]);
    await alice.user.updateMedia(alice.caller, { mediaId: media.id, description: "an egret" });
    expect(await found(alice, "heron")).toEqual([]);
    expect(await found(alice, "egret")).toEqual(["two #Herons"]);
    expect(await found(alice, "has:media")).toEqual(["two #Herons"]);
    expect(await found(alice, "has:image -is:reply")).toEqual(["two #Herons"]);
    expect(await found(alice, "has:video")).toEqual([]);
    expect(await found(alice, "has:poll")).toEqual(["three"]);
    expect(await found(alice, "is:sensitive")).toEqual(["one"]);
    expect(await found(alice, "-is:sensitive -has:poll")).toEqual(["two #Herons"]);
  });

  it("finds phrases, leaves out what is negated, and knows links, answers and languages", async () => {
    const first = await post(alice, "green tea and milk", { language: "en-GB" });
    await post(bob, "tea, not green", { language: "de", inReplyTo: first.uri });
    await post(bob, "tea https://tea.example/ #tea", { language: "en" });
    expect(await found(alice, '"green tea"')).toEqual(["green tea and milk"]);
    expect(await found(alice, 'tea -"green tea" -link')).toHaveLength(2);
    expect(await found(alice, "tea -green")).toHaveLength(1);
    expect(await found(alice, "has:link")).toHaveLength(1);
    expect(await found(alice, "is:reply")).toEqual(["tea, not green"]);
    expect(await found(alice, "language:en")).toHaveLength(2);
    expect(await found(alice, "tea language:de")).toHaveLength(1);
  });

  it("asks whose they are, and in what they are found", async () => {
    await follow(alice, far);
    const liked = await post(far, "tea far");
    await alice.user.likeStatus(alice.caller, { statusUrl: liked.uri });
    await post(alice, "tea alice");
    await post(alice, "tea private", "private");
    await post(bob, "tea bob");
    expect(await found(alice, "tea from:me")).toEqual(["tea private", "tea alice"]);
    expect(await found(alice, "from:far@there.example")).toEqual(["tea far"]);
    expect(await found(alice, "tea -from:me -from:bob")).toEqual(["tea far"]);
    expect(await found(alice, "from:nobody tea")).toEqual([]);
    expect(await found(alice, "from:me from:bob")).toEqual([]);
    expect(await found(alice, "tea in:library")).toEqual(["tea private", "tea alice", "tea far"]);
    expect(await found(alice, "tea in:public")).toEqual(["tea bob", "tea alice"]);
    expect(await found(alice, "tea", { accountId: bob.account.id })).toEqual(["tea bob"]);
  });

  it("knows days", async () => {
    const DAY = 24 * 3_600_000;
    const day = (offset: number) => new Date(net.clock + offset * DAY).toISOString().slice(0, 10);
    const [yesterday, today] = [day(0), day(1)];
    await post(alice, "tea then");
    net.clock += DAY;
    await post(alice, "tea now");
    expect(await found(alice, `tea before:${today}`)).toEqual(["tea then"]);
    expect(await found(alice, `tea after:${yesterday}`)).toEqual(["tea now"]);
    expect(await found(alice, `during:${today}`)).toEqual(["tea now"]);
    expect(await found(alice, `-during:${today}`)).toEqual(["tea then"]);
    expect(await found(alice, `after:${today}`)).toEqual([]);
    expect(await found(alice, "before:9999-12-31 after:1970-01-01")).toHaveLength(2);
    expect(await found(alice, "after:9999-12-31")).toEqual([]);
  });

  it("gives pages: by ids in both directions, and by how many came before", async () => {
    const rows: StatusRow[] = [];
    for (let n = 0; n < 7; n += 1) rows.push(await post(n % 2 === 0 ? alice : bob, `tea ${n}`));
    const id = (n: number) => rows[n]?.id ?? 0n;
    expect(await found(alice, "tea", { limit: 3 })).toEqual(["tea 6", "tea 5", "tea 4"]);
    expect(await found(alice, "tea", { limit: 3, maxId: id(4) })).toEqual(["tea 3", "tea 2", "tea 1"]);
    expect(await found(alice, "tea", { limit: 2, minId: id(2) })).toEqual(["tea 4", "tea 3"]);
    expect(await found(alice, "tea", { limit: 9, minId: id(2), maxId: id(5) })).toEqual(["tea 4", "tea 3"]);
    expect(await found(alice, "tea", { limit: 2, offset: 4 })).toEqual(["tea 2", "tea 1"]);
    expect(await found(alice, "tea after:2020-01-01", { limit: 2, minId: 0n })).toEqual(["tea 1", "tea 0"]);
  });
});
