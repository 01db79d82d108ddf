/** Every answer of the API is what Mastodon 4.5 answers: by an independent description where it is at hand, and with no key missing. */

import { routeOf } from "@mastic/mastodon-api";
import sharp from "sharp";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { HostileActor } from "../hostile/hostileActor.ts";
import { befriend } from "../hostile/scene.ts";
import { HostileServer } from "../hostile/hostileServer.ts";
import { ApiClient, type ApiAnswer } from "../support/apiClient.ts";
import { MasticNode } from "../support/node.ts";
import { patience } from "../support/patience.ts";
import { tellOnFailure } from "../support/tellOnFailure.ts";
import { Description, isAtHand } from "./description.ts";
import { missingKeys, type EntityName } from "./entityKeys.ts";

vi.setConfig(patience);
if (!isAtHand)
  console.warn("The OpenAPI description of Mastodon is not at hand: set MASTODON_OPENAPI to its file.");

const idOf = z.object({ id: z.string() });

let node: MasticNode;
let alice: ApiClient;
let bob: ApiClient;
let nobody: ApiClient;
/** What stands for the variables of paths. */
let ids: {
  alice: string;
  bob: string;
  /** Whom alice blocks and so on. */
  carol: string;
  /** Whose follows wait for alice's word. */
  asking: readonly [string, string];
  remote: string;
  status: string;
  rich: string;
  poll: string;
  quote: string;
  list: string;
  media: string;
  notification: string;
  filter: string;
  keyword: string;
  filteredStatus: string;
};

beforeAll(async () => {
  node = await MasticNode.start({
    host: "127.0.0.2",
    environment: { CONTACT_EMAIL: "admin@example.com" },
  });
  alice = await node.signUp("alice");
  bob = await node.signUp("bob");
  nobody = new ApiClient(node.origin, null);
  const friend = new HostileActor(await HostileServer.start("127.0.0.20"), "friend");
  const aliceUri = node.actorUri("alice");
  const remote = await befriend({ alice, aliceUri, inbox: `${aliceUri}/inbox` }, friend);
  const { note, activity } = friend.create({
    summary: "warning",
    sensitive: true,
    attachment: [
      { type: "Document", mediaType: "image/png", url: "https://pics.example/1.png", name: "a picture" },
    ],
    tag: [
      { type: "Hashtag", name: "#mastic", href: "https://tags.example/mastic" },
      { type: "Mention", name: "@alice", href: aliceUri },
      { type: "Emoji", name: ":blob:", icon: { type: "Image", url: "https://pics.example/blob.png" } },
    ],
    to: ["https://www.w3.org/ns/activitystreams#Public", aliceUri],
  });
  await friend.post(`${aliceUri}/inbox`, activity);
  const theirs = await alice.seesAtHome("the remote note", (it) => it.uri === note.id);

  const [own, other] = [(await alice.me()).id, (await bob.me()).id];
  const carol = (await (await node.signUp("carol")).me()).id;
  await bob.relate("follow", own);
  await alice.isNotified("follow");
  await alice.relate("mute", await settle("muted"));
  await alice.relate("block", await settle("blocked"));
  await alice.call("PATCH", "/api/v1/accounts/update_credentials", { locked: true });
  const asking = [await settle("asking1", own), await settle("asking2", own)] as const;
  await vi.waitFor(async () => expect(await alice.followRequests()).toHaveLength(2), { timeout: 30_000 });
  const media = await alice.expect(idOf, "POST", "/api/v2/media", await upload());
  const status = await alice.publish({
    status: "What @bob should read #mastic",
    media_ids: [media.id],
    spoiler_text: "pictures",
  });
  await alice.edit(status.id, "What @bob should really read #mastic");
  await alice.publish({ status: "an answer", in_reply_to_id: status.id });
  const poll = await alice.publish({
    status: "Tea or coffee?",
    poll: { options: ["tea", "coffee"], expires_in: 3_600 },
  });
  const quote = await bob.publish({ status: "quoted", quoted_status_id: status.id });
  const list = await alice.expect(idOf, "POST", "/api/v1/lists", { title: "Friends" });
  await alice.expect(z.unknown(), "POST", `/api/v1/lists/${list.id}/accounts`, { account_ids: [remote] });
  await alice.act("reblog", theirs.id);
  for (const act of ["favourite", "reblog", "bookmark"] as const) await bob.act(act, status.id);
  await alice.act("favourite", theirs.id);
  await alice.act("bookmark", theirs.id);
  await alice.act("pin", status.id);
  const { id: notification } = await alice.isNotified("favourite");
  await alice.call("POST", "/api/v1/markers", { home: { last_read_id: status.id } });
  await alice.call("POST", "/api/v1/featured_tags", { name: "mastic" });
  const filter = await alice.expect(
    z.object({ id: z.string(), keywords: z.tuple([idOf]) }),
    "POST",
    "/api/v2/filters",
    { title: "no #mastic", context: ["home"], keywords_attributes: [{ keyword: "mastic" }] },
  );
  const filtered = await alice.expect(idOf, "POST", `/api/v2/filters/${filter.id}/statuses`, {
    status_id: status.id,
  });
  const fields = [{ name: "site", value: "https://alice.example" }];
  await alice.call("PATCH", "/api/v1/accounts/update_credentials", {
    note: "I am alice",
    fields_attributes: fields,
  });
  ids = {
    alice: own,
    bob: other,
    carol,
    asking,
    remote,
    status: status.id,
    rich: theirs.id,
    poll: poll.id,
    quote: quote.id,
    list: list.id,
    media: media.id,
    notification,
    filter: filter.id,
    keyword: filter.keywords[0].id,
    filteredStatus: filtered.id,
  };
});
tellOnFailure(() => ({ node: node.log }));

/** Somebody new. @param following whom they ask to follow @returns their id */
async function settle(handle: string, following?: string): Promise<string> {
  const somebody = await node.signUp(handle);
  if (following !== undefined) await somebody.relate("follow", following);
  return (await somebody.me()).id;
}

function keysOf(body: unknown): string[] {
  return Object.keys(z.record(z.string(), z.unknown()).parse(body));
}

/** Something new of the member's. @returns its id */
async function made(member: ApiClient, path: string, body: object | FormData): Promise<string> {
  return (await member.expect(idOf, "POST", path, body)).id;
}

async function upload(): Promise<FormData> {
  const image = sharp({ create: { width: 40, height: 30, channels: 3, background: "#224466" } }).png();
  const form = new FormData();
  form.set("file", new Blob([Buffer.from(await image.toBuffer())], { type: "image/png" }), "picture.png");
  form.set("description", "A picture");
  return form;
}

/** A path of the description with real ids in it, and the query that it needs. */
function filled(path: string): string {
  const query: Record<string, string> = {
    "/api/v1/accounts/lookup": "?acct=bob",
    "/api/v1/accounts/search": "?q=bob",
    "/api/v1/accounts/relationships": `?id[]=${ids.bob}&id[]=${ids.remote}`,
    "/api/v1/accounts/familiar_followers": `?id[]=${ids.bob}`,
    "/api/v1/accounts": `?id[]=${ids.alice}&id[]=${ids.remote}`,
    "/api/v1/statuses": `?id[]=${ids.status}&id[]=${ids.rich}`,
    "/api/v1/markers": "?timeline[]=home&timeline[]=notifications",
    "/api/v2/search": "?q=alice",
  };
  const named: readonly (readonly [prefix: string, id: string])[] = [
    ["/api/v1/statuses/", ids.status],
    ["/api/v1/polls/", ids.poll],
    ["/api/v1/media/", ids.media],
    ["/api/v1/notifications/", ids.notification],
    ["/api/v1/lists/", ids.list],
    ["/api/v2/filters/keywords/", ids.keyword],
    ["/api/v2/filters/statuses/", ids.filteredStatus],
    ["/api/v2/filters/", ids.filter],
  ];
  const id = named.find(([prefix]) => path.startsWith(prefix))?.[1] ?? ids.alice;
  const values: Record<string, string> = {
    id,
    list_id: ids.list,
    hashtag: "mastic",
    filter_id: ids.filter,
    name: "mastic",
    group_key: `ungrouped-${ids.notification}`,
  };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "1") + (query[path] ?? "");
}

const aFilter = { title: "more", context: ["public"], keywords_attributes: [{ keyword: "tea" }] };

/** What a new app asks a token of its own with. */
async function grant(): Promise<Record<string, string>> {
  const app = await nobody.expect(
    z.object({ client_id: z.string(), client_secret: z.string() }),
    "POST",
    "/api/v1/apps",
    { client_name: "x", redirect_uris: "urn:ietf:wg:oauth:2.0:oob", scopes: "read write" },
  );
  return { ...app, grant_type: "client_credentials" };
}

describe.skipIf(!isAtHand)("by the description", () => {
  const description = isAtHand ? new Description() : undefined;
  // What is no JSON, not for everybody, or never there.
  const isNotAsked = (path: string): boolean =>
    path.includes("/admin/") || /^\/api\/v1\/(?:streaming|push)/.test(path);
  /** What is answered beside the API's own routes. */
  const beside = [
    "/api/v1/apps/verify_credentials",
    "/oauth/userinfo",
    "/.well-known/oauth-authorization-server",
  ];
  const served = (description?.reads() ?? []).filter(
    (path) =>
      beside.includes(path) ||
      (!isNotAsked(path) && routeOf("GET", path.replaceAll(/\{\w+\}/g, "1")) !== undefined),
  );

  /** Where the description is narrower than Mastodon itself. */
  const narrower: Record<string, RegExp> = {
    "/api/v2/filters/statuses/{id}": /must have required property/, // Empty once it is deleted, as keywords are.
    "/api/v1/filters": /must be object/, // A list, as the page of the method says.
    "/.well-known/oauth-authorization-server": /scopes_supported/, // Those for collections are newer.
    "/api/v1/instance/extended_description": /updated_at must be string/, // Null until somebody has written one.
  };

  /** The keys of answers of which the description says nothing. */
  const untold: Record<string, string> = {
    "/api/v1/preferences":
      "posting:default:visibility posting:default:sensitive posting:default:language posting:default:quote_policy " +
      "reading:expand:media reading:expand:spoilers reading:autoplay:gifs",
    "/api/v1/notifications/requests/merged": "merged",
    "/api/v1/notifications/unread_count": "count",
    "/api/v2/notifications/unread_count": "count",
    "/oauth/userinfo": "iss sub name preferred_username profile picture",
  };

  function expectDescribed(method: string, path: string, { status, body }: ApiAnswer): void {
    expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(200);
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    const flaws = description?.flaws(method, path, status, body);
    // Where the description tells of no answer, Mastodon's is empty.
    if (flaws === undefined)
      expect(keysOf(body).sort()).toEqual((untold[path] ?? "").split(" ").filter(Boolean).sort());
    expect(flaws?.filter((flaw) => narrower[path]?.test(flaw) !== true) ?? []).toEqual([]);
  }

  test("there is much to check", () => {
    expect(served.length).toBeGreaterThan(65);
    expect(served).toEqual(expect.arrayContaining(beside));
  });

  test.each(served)("GET %s", async (path) => {
    expectDescribed("GET", path, await alice.call("GET", filled(path)));
  });

  const others: [string, string, () => Promise<ApiAnswer>][] = [
    [
      "POST",
      "/api/v1/apps",
      () =>
        nobody.call("POST", "/api/v1/apps", { client_name: "x", redirect_uris: "urn:ietf:wg:oauth:2.0:oob" }),
    ],
    [
      "POST",
      "/api/v1/polls/{id}/votes",
      () => bob.call("POST", `/api/v1/polls/${ids.poll}/votes`, { choices: [1] }),
    ],
    [
      "POST",
      "/api/v1/statuses/{id}/quotes/{quoting_status_id}/revoke",
      async () => {
        const { id } = await bob.publish({ status: "again", quoted_status_id: ids.status });
        return alice.call("POST", `/api/v1/statuses/${ids.status}/quotes/${id}/revoke`);
      },
    ],
    [
      "PUT",
      "/api/v1/statuses/{id}/interaction_policy",
      () =>
        alice.call("PUT", `/api/v1/statuses/${ids.status}/interaction_policy`, {
          quote_approval_policy: "public",
        }),
    ],
    ["POST", "/api/v1/statuses", () => alice.call("POST", "/api/v1/statuses", { status: "described" })],
    [
      "PUT",
      "/api/v1/statuses/{id}",
      () => alice.call("PUT", `/api/v1/statuses/${ids.status}`, { status: "edited #mastic" }),
    ],
    ["POST", "/api/v2/media", async () => alice.call("POST", "/api/v2/media", await upload())],
    ["POST", "/api/v1/media", async () => alice.call("POST", "/api/v1/media", await upload())],
    [
      "POST",
      "/api/v1/markers",
      () => alice.call("POST", "/api/v1/markers", { home: { last_read_id: ids.status } }),
    ],
    [
      "POST",
      "/api/v1/reports",
      () => alice.call("POST", "/api/v1/reports", { account_id: ids.remote, comment: "spam" }),
    ],
    [
      "PATCH",
      "/api/v1/accounts/update_credentials",
      () => alice.call("PATCH", "/api/v1/accounts/update_credentials", { display_name: "Alice" }),
    ],
    ...["favourite", "unfavourite", "reblog", "unreblog", "bookmark", "unbookmark"].map(
      (act): [string, string, () => Promise<ApiAnswer>] => [
        "POST",
        `/api/v1/statuses/{id}/${act}`,
        () => bob.call("POST", `/api/v1/statuses/${ids.rich}/${act}`),
      ],
    ),
    ...["unpin", "pin"].map((act): [string, string, () => Promise<ApiAnswer>] => [
      "POST",
      `/api/v1/statuses/{id}/${act}`,
      () => alice.call("POST", `/api/v1/statuses/${ids.status}/${act}`),
    ]),
    ...["follow", "mute", "unmute", "block", "unblock", "unfollow", "remove_from_followers"].map(
      (act): [string, string, () => Promise<ApiAnswer>] => [
        "POST",
        `/api/v1/accounts/{id}/${act}`,
        () => alice.call("POST", `/api/v1/accounts/${ids.carol}/${act}`),
      ],
    ),
    ...(["authorize", "reject"] as const).map((answer, index): [string, string, () => Promise<ApiAnswer>] => [
      "POST",
      `/api/v1/follow_requests/{account_id}/${answer}`,
      () => alice.call("POST", `/api/v1/follow_requests/${ids.asking[index] ?? ""}/${answer}`),
    ]),
    [
      "PUT",
      "/api/v1/media/{id}",
      async () =>
        alice.call("PUT", `/api/v1/media/${await made(alice, "/api/v2/media", await upload())}`, {
          description: "Another picture",
          focus: "0.5,-0.5",
        }),
    ],
    [
      "DELETE",
      "/api/v1/media/{id}",
      async () => alice.call("DELETE", `/api/v1/media/${await made(alice, "/api/v2/media", await upload())}`),
    ],
    [
      "POST",
      "/api/v1/notifications/{id}/dismiss",
      async () => bob.call("POST", `/api/v1/notifications/${(await bob.isNotified("mention")).id}/dismiss`),
    ],
    ["POST", "/api/v1/notifications/clear", () => bob.call("POST", "/api/v1/notifications/clear")],
    ["POST", "/api/v1/lists", () => bob.call("POST", "/api/v1/lists", { title: "Some" })],
    [
      "PUT",
      "/api/v1/lists/{id}",
      async () =>
        bob.call("PUT", `/api/v1/lists/${await made(bob, "/api/v1/lists", { title: "Some" })}`, {
          title: "Others",
          replies_policy: "none",
          exclusive: true,
        }),
    ],
    ...(["DELETE", "POST"] as const).map((method): [string, string, () => Promise<ApiAnswer>] => [
      method,
      "/api/v1/lists/{id}/accounts",
      () => alice.call(method, `/api/v1/lists/${ids.list}/accounts`, { account_ids: [ids.remote] }),
    ]),
    [
      "DELETE",
      "/api/v1/lists/{id}",
      async () => bob.call("DELETE", `/api/v1/lists/${await made(bob, "/api/v1/lists", { title: "Gone" })}`),
    ],
    ["POST", "/api/v1/featured_tags", () => bob.call("POST", "/api/v1/featured_tags", { name: "tea" })],
    [
      "DELETE",
      "/api/v1/featured_tags/{id}",
      async () =>
        bob.call(
          "DELETE",
          `/api/v1/featured_tags/${await made(bob, "/api/v1/featured_tags", { name: "coffee" })}`,
        ),
    ],
    ["POST", "/api/v2/filters", () => bob.call("POST", "/api/v2/filters", aFilter)],
    [
      "PUT",
      "/api/v2/filters/{id}",
      async () =>
        bob.call("PUT", `/api/v2/filters/${await made(bob, "/api/v2/filters", aFilter)}`, { title: "less" }),
    ],
    [
      "DELETE",
      "/api/v2/filters/{id}",
      async () => bob.call("DELETE", `/api/v2/filters/${await made(bob, "/api/v2/filters", aFilter)}`),
    ],
    [
      "POST",
      "/api/v2/filters/{filter_id}/keywords",
      () =>
        alice.call("POST", `/api/v2/filters/${ids.filter}/keywords`, { keyword: "soup", whole_word: true }),
    ],
    [
      "PUT",
      "/api/v2/filters/keywords/{id}",
      () => alice.call("PUT", `/api/v2/filters/keywords/${ids.keyword}`, { keyword: "stew" }),
    ],
    [
      "DELETE",
      "/api/v2/filters/keywords/{id}",
      async () => {
        const keyword = await made(alice, `/api/v2/filters/${ids.filter}/keywords`, { keyword: "broth" });
        return alice.call("DELETE", `/api/v2/filters/keywords/${keyword}`);
      },
    ],
    [
      "POST",
      "/api/v2/filters/{filter_id}/statuses",
      () => alice.call("POST", `/api/v2/filters/${ids.filter}/statuses`, { status_id: ids.rich }),
    ],
    [
      "DELETE",
      "/api/v2/filters/statuses/{id}",
      () => alice.call("DELETE", `/api/v2/filters/statuses/${ids.filteredStatus}`),
    ],
    ["POST", "/oauth/token", async () => nobody.call("POST", "/oauth/token", await grant())],
    [
      "POST",
      "/oauth/revoke",
      async () => {
        const given = await grant();
        const { access_token: token } = await nobody.expect(
          z.object({ access_token: z.string() }),
          "POST",
          "/oauth/token",
          given,
        );
        return nobody.call("POST", "/oauth/revoke", { ...given, token });
      },
    ],
    [
      "POST",
      "/api/v1/accounts",
      async () => {
        const { access_token: token } = await nobody.expect(
          z.object({ access_token: z.string() }),
          "POST",
          "/oauth/token",
          { ...(await grant()), scope: "write" },
        );
        return new ApiClient(node.origin, token).call("POST", "/api/v1/accounts", {
          username: "newcomer",
          email: "newcomer@example.com",
          password: "a horse in the rain",
          agreement: true,
          locale: "en",
        });
      },
    ],
    [
      "DELETE",
      "/api/v1/statuses/{id}",
      async () => alice.call("DELETE", `/api/v1/statuses/${(await alice.publish("to be deleted")).id}`),
    ],
  ];
  test.each(others)("%s %s", async (method, path, call) => {
    expectDescribed(method, path, await call());
  });

  test("refusals", async () => {
    const missing = await alice.call("GET", "/api/v1/statuses/1");
    expect(missing.status).toBe(404);
    expect(description?.flaws("GET", "/api/v1/statuses/{id}", 404, missing.body) ?? []).toEqual([]);
    const unknown = await new ApiClient(node.origin, "wrong").call(
      "GET",
      "/api/v1/accounts/verify_credentials",
    );
    expect(unknown.status).toBe(401);
    expect(description?.flaws("GET", "/api/v1/accounts/verify_credentials", 401, unknown.body) ?? []).toEqual(
      [],
    );
    const empty = await alice.call("POST", "/api/v1/statuses", { status: "" });
    expect(empty.status).toBe(422);
    expect(missingKeys("Error", empty.body)).toEqual([]);
  });
});

describe("with no key missing", () => {
  const reads: [EntityName, string, (() => string)?][] = [
    ["CredentialAccount", "/api/v1/accounts/verify_credentials"],
    ["LocalAccount", "/api/v1/accounts/{id}"],
    ["Account", "/api/v1/accounts/:remote", () => `/api/v1/accounts/${ids.remote}`],
    ["LocalAccount", "/api/v1/accounts/lookup"],
    ["LocalAccount", "/api/v1/accounts/search"],
    ["Account", "/api/v1/accounts/{id}/followers"],
    ["Account", "/api/v1/accounts/{id}/following"],
    ["Status", "/api/v1/accounts/{id}/statuses"],
    [
      "Status",
      "/api/v1/accounts/{id}/statuses?pinned",
      () => `/api/v1/accounts/${ids.alice}/statuses?pinned=true`,
    ],
    ["Relationship", "/api/v1/accounts/relationships"],
    ["FeaturedTag", "/api/v1/featured_tags"],
    ["Status", "/api/v1/statuses/{id}"],
    ["Status", "/api/v1/statuses/:remote", () => `/api/v1/statuses/${ids.rich}`],
    ["Context", "/api/v1/statuses/{id}/context"],
    ["Status", "/api/v1/statuses/{id}/quotes"],
    ["Status", "/api/v1/statuses/:quote", () => `/api/v1/statuses/${ids.quote}`],
    ["StatusEdit", "/api/v1/statuses/{id}/history"],
    ["StatusSource", "/api/v1/statuses/{id}/source"],
    ["Account", "/api/v1/statuses/{id}/favourited_by"],
    ["Account", "/api/v1/statuses/{id}/reblogged_by"],
    ["Status", "/api/v1/timelines/home"],
    ["Status", "/api/v1/timelines/public"],
    ["Status", "/api/v1/timelines/tag/{hashtag}"],
    ["Status", "/api/v1/favourites"],
    ["Status", "/api/v1/bookmarks"],
    ["Notification", "/api/v1/notifications"],
    ["Notification", "/api/v1/notifications/{id}"],
    ["Search", "/api/v2/search"],
    ["Search", "/api/v2/search?tags", () => "/api/v2/search?q=mastic"],
    ["Markers", "/api/v1/markers"],
    ["Preferences", "/api/v1/preferences"],
    ["Instance", "/api/v2/instance"],
    ["InstanceV1", "/api/v1/instance"],
    ["MediaAttachment", "/api/v1/media/{id}"],
    ["Poll", "/api/v1/polls/{id}"],
    ["Application", "/api/v1/apps/verify_credentials"],
    ["Account", "/api/v1/mutes"],
    ["Account", "/api/v1/blocks"],
    ["List", "/api/v1/lists"],
    ["Account", "/api/v1/lists/{id}/accounts"],
    ["Filter", "/api/v2/filters"],
    ["FilterKeyword", "/api/v2/filters/{filter_id}/keywords"],
  ];
  test.each(reads)("%s of GET %s", async (name, path, real) => {
    const { status, body } = await alice.call("GET", real?.() ?? filled(path));
    expect(status, JSON.stringify(body)).toBe(200);
    expect(missingKeys(name, body)).toEqual([]);
    // An empty list has every key of its items.
    if (Array.isArray(body)) expect(body).not.toEqual([]);
  });

  test("what is posted answers with the whole entity", async () => {
    const status = await alice.call("POST", "/api/v1/statuses", { status: "all keys" });
    expect(missingKeys("Status", status.body)).toEqual([]);
    const media = await alice.call("POST", "/api/v2/media", await upload());
    expect(missingKeys("MediaAttachment", media.body)).toEqual([]);
    for (const picture of ["avatar", "header"]) {
      const left = await alice.call("DELETE", `/api/v1/profile/${picture}`);
      expect(missingKeys("CredentialAccount", left.body)).toEqual([]);
    }
    const form = { client_name: "x", redirect_uris: "urn:ietf:wg:oauth:2.0:oob", scopes: "read" };
    const app = await nobody.call("POST", "/api/v1/apps", form);
    expect(missingKeys("CredentialApplication", app.body)).toEqual([]);
    const token = await nobody.call("POST", "/oauth/token", {
      grant_type: "client_credentials",
      ...z.object({ client_id: z.string(), client_secret: z.string() }).parse(app.body),
    });
    expect(missingKeys("Token", token.body)).toEqual([]);
  });

  test("times have milliseconds and a zone, ids are texts", async () => {
    const { body } = await alice.call("GET", `/api/v1/statuses/${ids.status}`);
    const { created_at, edited_at, id } = z
      .object({ created_at: z.string(), edited_at: z.string(), id: z.string() })
      .parse(body);
    for (const time of [created_at, edited_at])
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(id).toBe(ids.status);
  });
});
