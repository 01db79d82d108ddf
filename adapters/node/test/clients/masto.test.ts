/** masto.js, as other projects use it, drives the node: sign-in, posts, timelines, follows, likes, boosts, uploads, search, notifications, streaming. */

import { createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient, type mastodon } from "masto";
import sharp from "sharp";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { MasticNode, PASSWORD } from "../support/node.ts";
import { patience } from "../support/patience.ts";
import { authorizeAsPerson } from "../support/signIn.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";

vi.setConfig(patience);

const redirectUri = "urn:ietf:wg:oauth:2.0:oob";
const scope = "read write follow push";
const soon = { timeout: 20_000, interval: 50 };

let node: MasticNode;
let alice: mastodon.rest.Client;
let aliceToken: string;
let bob: mastodon.rest.Client;
let aliceAccount: mastodon.v1.CredentialAccount;
let bobAccount: mastodon.v1.CredentialAccount;

async function signInWithMasto(handle: string): Promise<string> {
  await node.command(["account", "create", handle, "--password-stdin"], `${PASSWORD}\n`);
  const app = await createRestAPIClient({ url: node.origin }).v1.apps.create({
    clientName: "masto.js",
    redirectUris: redirectUri,
    scopes: scope,
  });
  const query = new URLSearchParams({
    response_type: "code",
    client_id: app.clientId ?? "",
    redirect_uri: redirectUri,
    scope,
  });
  const code = await authorizeAsPerson(node.origin, `/oauth/authorize?${query.toString()}`, handle, PASSWORD);
  const token = await createOAuthAPIClient({ url: node.origin }).token.create({
    grantType: "authorization_code",
    clientId: app.clientId ?? "",
    clientSecret: app.clientSecret ?? "",
    redirectUri,
    code,
    scope,
  });
  expect(token.scope).toBe(scope);
  return token.accessToken;
}

beforeAll(async () => {
  node = await MasticNode.start({ host: "127.0.0.2" });
  aliceToken = await signInWithMasto("alice");
  alice = createRestAPIClient({ url: node.origin, accessToken: aliceToken });
  bob = createRestAPIClient({ url: node.origin, accessToken: await signInWithMasto("bob") });
  aliceAccount = await alice.v1.accounts.verifyCredentials();
  bobAccount = await bob.v1.accounts.verifyCredentials();
});
tellOnFailure(() => ({ node: node.log }));

describe("starting up", () => {
  test("the account, the instance and what else clients ask for first", async () => {
    expect(aliceAccount).toMatchObject({ username: "alice", acct: "alice", followersCount: 0 });
    expect(await alice.v1.instance.fetch()).toMatchObject({ uri: node.host });
    const instance = await alice.v2.instance.fetch();
    expect(instance.domain).toBe(node.host);
    expect(Number(instance.version.split(".")[0])).toBe(4);
    expect(await alice.v1.preferences.fetch()).toMatchObject({ "posting:default:visibility": "public" });
    for (const list of [
      alice.v1.customEmojis.list(),
      alice.v1.lists.list(),
      alice.v2.filters.list(),
      alice.v1.announcements.list(),
      alice.v1.followedTags.list(),
      alice.v1.followRequests.list(),
      alice.v1.notifications.list(),
      alice.v1.timelines.home.list(),
    ]) {
      expect(await list).toEqual([]);
    }
    expect(await alice.v1.markers.fetch({ timeline: ["home", "notifications"] })).toBeTypeOf("object");
  });

  test("a profile with a picture is changed in one multipart request", async () => {
    const avatar = new Blob([await picture("#336699")], { type: "image/png" });
    const changed = await alice.v1.accounts.updateCredentials({
      displayName: "Alice",
      note: "I am alice",
      avatar,
      fieldsAttributes: [{ name: "site", value: "https://alice.example" }],
    });
    expect(changed).toMatchObject({ displayName: "Alice", note: "<p>I am alice</p>" });
    expect(changed.fields).toMatchObject([{ name: "site" }]);
    expect((await fetch(changed.avatar)).headers.get("content-type")).toMatch(/^image\//);
  });
});

describe("posts", () => {
  test("post, read, edit, history, source, delete", async () => {
    const status = await alice.v1.statuses.create({
      status: "From masto.js #tag",
      spoilerText: "about",
      language: "en",
    });
    expect(status).toMatchObject({ spoilerText: "about", visibility: "public", language: "en" });
    expect(status.application).toMatchObject({ name: "masto.js" });
    expect(status.tags).toMatchObject([{ name: "tag" }]);
    const it = alice.v1.statuses.$select(status.id);
    expect((await it.fetch()).id).toBe(status.id);
    expect(await it.source.fetch()).toMatchObject({ text: "From masto.js #tag" });
    const edited = await it.update({ status: "Edited" });
    expect(edited.content).toBe("<p>Edited</p>");
    expect(await it.history.list()).toHaveLength(2);
    expect((await it.remove()).id).toBe(status.id);
    await expect(it.fetch()).rejects.toMatchObject({ statusCode: 404 });
  });

  test("the same idempotency key makes one post", async () => {
    const options = { requestInit: { headers: { "Idempotency-Key": "once" } } };
    const [one, two] = await Promise.all([
      alice.v1.statuses.create({ status: "only once" }, options),
      alice.v1.statuses.create({ status: "only once" }, options),
    ]);
    expect(two.id).toBe(one.id);
  });

  test("an image is uploaded, posted with its description, and served", async () => {
    const file = new Blob([await picture("#cc3311")], { type: "image/png" });
    const media = await alice.v2.media.create({ file, description: "A red square" });
    expect(media).toMatchObject({ type: "image", description: "A red square" });
    expect(media.blurhash).toMatch(/^.{6,}$/);
    const status = await alice.v1.statuses.create({ status: "with an image", mediaIds: [media.id] });
    expect(status.mediaAttachments).toMatchObject([{ id: media.id }]);
    for (const url of [status.mediaAttachments[0]?.url, status.mediaAttachments[0]?.previewUrl]) {
      const response = await fetch(url ?? "");
      expect(response.headers.get("content-type")).toMatch(/^image\//);
    }
  });

  test("a page of the timeline leads to the next", async () => {
    for (let n = 0; n < 5; n += 1) await alice.v1.statuses.create({ status: `number ${n}` });
    const seen: string[] = [];
    for await (const page of alice.v1.accounts.$select(aliceAccount.id).statuses.list({ limit: 2 })) {
      seen.push(...page.map((it) => it.content));
    }
    expect(seen.slice(0, 5)).toEqual([4, 3, 2, 1, 0].map((n) => `<p>number ${n}</p>`));
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe("between people", () => {
  let status: mastodon.v1.Status;

  test("find, follow, home timeline", async () => {
    const found = await bob.v2.search.list({ q: "alice", type: "accounts" });
    expect(found.accounts.map((it) => it.id)).toEqual([aliceAccount.id]);
    expect((await bob.v1.accounts.lookup({ acct: "alice" })).id).toBe(aliceAccount.id);
    expect(await bob.v1.accounts.$select(aliceAccount.id).follow()).toMatchObject({ following: true });
    const relationships = await vi.waitFor(async () => {
      const found = await bob.v1.accounts.relationships.fetch({ id: [aliceAccount.id] });
      expect(found).toMatchObject([{ following: true, requested: false }]);
      return found;
    }, soon);
    expect(relationships).toHaveLength(1);
    status = await alice.v1.statuses.create({ status: "for my followers @bob" });
    await vi.waitFor(async () => {
      expect((await bob.v1.timelines.home.list({ limit: 1 }))[0]?.id).toBe(status.id);
    }, soon);
    const followers = await alice.v1.accounts.$select(aliceAccount.id).followers.list();
    expect(followers.map((it) => it.id)).toEqual([bobAccount.id]);
  });

  test("like, boost, bookmark, answer, and who did it", async () => {
    const it = bob.v1.statuses.$select(status.id);
    expect(await it.favourite()).toMatchObject({ favourited: true, favouritesCount: 1 });
    expect((await it.reblog()).reblog).toMatchObject({ id: status.id, reblogged: true });
    expect(await it.bookmark()).toMatchObject({ bookmarked: true });
    const answer = await bob.v1.statuses.create({ status: "@alice yes", inReplyToId: status.id });
    expect(answer.inReplyToAccountId).toBe(aliceAccount.id);
    const { descendants } = await it.context.fetch();
    expect(descendants.map((descendant) => descendant.id)).toEqual([answer.id]);
    expect(await it.favouritedBy.list()).toMatchObject([{ acct: "bob" }]);
    expect(await it.rebloggedBy.list()).toMatchObject([{ acct: "bob" }]);
    expect((await bob.v1.favourites.list()).map(({ id }) => id)).toEqual([status.id]);
    expect((await bob.v1.bookmarks.list()).map(({ id }) => id)).toEqual([status.id]);
  });

  test("notifications of all that, and dismissing them", async () => {
    const types = await vi.waitFor(async () => {
      const notifications = await alice.v1.notifications.list();
      expect(notifications).toHaveLength(4);
      return notifications.map((it) => it.type).sort();
    }, soon);
    expect(types).toEqual(["favourite", "follow", "mention", "reblog"]);
    expect(await alice.v1.notifications.list({ types: ["mention"] })).toHaveLength(1);
    await alice.v1.notifications.clear();
    expect(await alice.v1.notifications.list()).toEqual([]);
  });

  test("mute, block, and what a refusal looks like", async () => {
    const it = bob.v1.accounts.$select(aliceAccount.id);
    expect(await it.mute()).toMatchObject({ muting: true });
    expect(await bob.v1.mutes.list()).toMatchObject([{ acct: "alice" }]);
    await it.unmute();
    expect(await it.block()).toMatchObject({ blocking: true, following: false });
    expect(await bob.v1.blocks.list()).toMatchObject([{ acct: "alice" }]);
    await it.unblock();
    const long = alice.v1.statuses.create({ status: "x".repeat(501) });
    await expect(long).rejects.toMatchObject({ statusCode: 422 });
    const stranger = createRestAPIClient({ url: node.origin, accessToken: "wrong" });
    await expect(stranger.v1.accounts.verifyCredentials()).rejects.toMatchObject({ statusCode: 401 });
  });
});

describe("streaming by WebSocket", () => {
  test("updates, edits, notifications and deletions arrive as they happen", async () => {
    const { urls } = (await alice.v2.instance.fetch()).configuration;
    const streaming = createStreamingAPIClient({
      streamingApiUrl: urls.streaming,
      accessToken: aliceToken,
      implementation: globalThis.WebSocket,
    });
    const heard: mastodon.streaming.Event[] = [];
    const subscriptions = [
      streaming.user.subscribe(),
      streaming.public.subscribe(),
      streaming.hashtag.subscribe({ tag: "live" }),
    ];
    const listening = subscriptions.map(async (events) => {
      for await (const event of events) heard.push(event);
    });
    const hears = (event: string, stream: string) =>
      vi.waitFor(() => {
        const found = heard.find((it) => it.event === event && it.stream.includes(stream));
        if (found === undefined) throw new Error(`No ${event} in ${stream}.`);
        return found;
      }, soon);

    // The socket opens by itself: until it has, what happens is not heard.
    await vi.waitFor(async () => {
      const { id } = await alice.v1.statuses.create({ status: "is anybody there? #live" });
      await vi.waitFor(
        () => {
          expect(JSON.stringify(heard)).toContain(id);
        },
        { timeout: 2_000, interval: 20 },
      );
    }, soon);
    await hears("update", "user");
    await hears("update", "hashtag");
    await hears("update", "public");
    const status = await alice.v1.statuses.create({ status: "now you hear me" });
    await alice.v1.statuses.$select(status.id).update({ status: "now you hear me better" });
    const edit = await hears("status.update", "user");
    expect(edit.payload).toMatchObject({ id: status.id, content: "<p>now you hear me better</p>" });
    await bob.v1.statuses.$select(status.id).favourite();
    const notification = await hears("notification", "user");
    expect(notification.payload).toMatchObject({ type: "favourite", account: { acct: "bob" } });
    await alice.v1.statuses.$select(status.id).remove();
    expect((await hears("delete", "user")).payload).toBe(status.id);
    for (const subscription of subscriptions) subscription.unsubscribe();
    streaming.close();
    await Promise.all(listening);
  });
});

async function picture(colour: string): Promise<Buffer<ArrayBuffer>> {
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background: colour } }).png();
  return Buffer.from(await image.toBuffer());
}
