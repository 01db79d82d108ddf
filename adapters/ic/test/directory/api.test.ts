import { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as federationBindings from "../../src/candid/federation.did.ts";
import * as userBindings from "../../src/candid/user.did.ts";
import { apiCall } from "../journeys/apiCall.ts";
import { callsTo, installCaller } from "../support/callFrom.ts";
import {
  moderator,
  person,
  startCanisterNode,
  type CanisterNode,
  type DirectoryActor,
} from "../support/canisterNode.ts";
import { publish } from "../support/publishing.ts";

const nobody = Principal.anonymous();

describe("the Mastodon API of the Directory", () => {
  let node: CanisterNode;
  beforeAll(async () => {
    node = await startCanisterNode();
    const alice = node.user(await node.signUp(person("alice"), "alice"), person("alice"));
    await node.signUp(person("bob"), "bob");
    const profile = { display_name: "Alice", note: "Hello", discoverable: true, locked: true };
    await apiCall(alice, "PATCH", "/api/v1/accounts/update_credentials", profile);
    await node.settle();
  });
  afterAll(() => node.close());

  const ask = async (
    caller: Principal,
    method: string,
    url: string,
    door: "api_query" | "api_update" = "api_query",
  ) => {
    const answer = await node.as(caller)[door]({ method, url, headers: [], body: new Uint8Array() });
    const text = new TextDecoder().decode(Uint8Array.from(answer.body));
    return { status: answer.status, body: JSON.parse(text) as unknown };
  };
  const get = async (url: string, caller = nobody) => ask(caller, "GET", url);

  it("describes the instance to anybody", async () => {
    expect(await get("/api/v2/instance")).toMatchObject({
      status: 200,
      body: {
        domain: "here.example",
        version: expect.stringMatching(/^4\./) as unknown,
        usage: { users: { active_month: 2 } },
        configuration: { media_attachments: { image_size_limit: 2_000_000 } },
      },
    });
    expect(await get("/api/v1/instance")).toMatchObject({ status: 200, body: { uri: "here.example", stats: { user_count: 2 } } }); // prettier-ignore
    for (const path of ["rules", "peers", "activity", "domain_blocks"]) {
      expect(await get(`/api/v1/instance/${path}`)).toEqual({ status: 200, body: [] });
    }
    expect(await get("/api/v1/custom_emojis")).toEqual({ status: 200, body: [] });
  });

  it("finds people by their address, with the profile that their home shows", async () => {
    const alice = { acct: "alice", display_name: "Alice", note: "<p>Hello</p>", locked: true };
    const found = await get("/api/v1/accounts/lookup?acct=alice@here.example");
    expect(found).toMatchObject({ status: 200, body: alice });
    const { id } = found.body as { id: string };
    expect(await get(`/api/v1/accounts/${id}`)).toEqual(found);
    expect(await get(`/api/v1/accounts?id[]=${id}`)).toMatchObject({ status: 200, body: [alice] });
    expect(await get("/api/v1/accounts/lookup?acct=bob")).toMatchObject({ status: 200, body: { acct: "bob", display_name: "" } }); // prettier-ignore
    expect((await get("/api/v1/accounts/lookup?acct=nobody")).status).toBe(404);
    expect(await get("/api/v2/search?q=al&type=accounts")).toMatchObject({ status: 200, body: { accounts: [alice], statuses: [] } }); // prettier-ignore
    expect((await get("/api/v1/accounts/search?q=al")).status).toBe(401);
    expect(await get("/api/v1/accounts/search?q=al&resolve=true", person("bob"))).toMatchObject({ status: 200, body: [alice] }); // prettier-ignore
  });

  it("lists who wants to be found, unless they are suspended", async () => {
    expect(await get("/api/v1/directory")).toMatchObject({ status: 200, body: [{ acct: "alice" }] });
    expect(await node.as(moderator).suspend({ principal: person("alice") })).toEqual({ Ok: null });
    await node.settle();
    expect(await get("/api/v1/directory")).toEqual({ status: 200, body: [] });
    expect(await get("/api/v1/accounts/lookup?acct=alice")).toMatchObject({ body: { suspended: true, display_name: "" } }); // prettier-ignore
    expect(await node.as(moderator).unsuspend({ principal: person("alice") })).toEqual({ Ok: null });
    await node.settle();
  });

  it("answers users by an update, and nothing that belongs to a home", async () => {
    expect(await ask(person("bob"), "GET", "/api/v2/instance", "api_update")).toMatchObject({ status: 200 });
    await expect(ask(person("stranger"), "GET", "/api/v2/instance", "api_update")).rejects.toMatchObject({ code: "not_accepted" }); // prettier-ignore
    await expect(ask(nobody, "GET", "/api/v2/instance", "api_update")).rejects.toMatchObject({ code: "not_accepted" }); // prettier-ignore
    expect((await get("/api/v1/timelines/home", person("bob"))).status).toBe(404);
    expect((await get("/api/v1/nothing")).status).toBe(404);
    expect((await ask(person("bob"), "POST", "/api/v1/statuses")).status).toBe(405);
    expect((await ask(person("bob"), "POST", "/api/v1/statuses", "api_update")).status).toBe(404);
  });

  it("sums up what people publish and who is active, a few times a day, and tells it in NodeInfo", async () => {
    const alice = node.user((await homeOf("alice")) ?? nobody, person("alice"));
    for (const content of ["Good morning.", "Good night."]) await publish(alice, content);
    await quarterOfADay();
    expect(await usage()).toEqual({ month: 2, statuses: 2, info: { users: { total: 2, activeMonth: 2, activeHalfyear: 2 }, localPosts: 2 } }); // prettier-ignore
    await node.runtime.advanceTime(31 * DAY);
    await node.settle();
    await publish(alice, "I am back.");
    await quarterOfADay();
    expect(await usage()).toEqual({ month: 1, statuses: 3, info: { users: { total: 2, activeMonth: 1, activeHalfyear: 2 }, localPosts: 3 } }); // prettier-ignore
    const figures = { statuses: 9n, active_month: 9n, active_halfyear: 9n };
    await expect(node.federation(person("alice")).set_usage(figures)).rejects.toMatchObject({ code: "not_accepted" }); // prettier-ignore
    await expect(alice.get_activity_figures()).rejects.toMatchObject({ code: "not_accepted" });
  });

  const DAY = 86_400_000;
  const quarterOfADay = async () => {
    await node.runtime.advanceTime(DAY / 4 + 1_000);
    await node.settle();
  };
  const homeOf = async (handle: string) => {
    const whoami = await node.as(person(handle)).whoami();
    return "Ok" in whoami ? whoami.Ok.user_canister[0] : undefined;
  };

  /** What is said of it: by the Mastodon API, and by NodeInfo. */
  async function usage() {
    const v2 = (await get("/api/v2/instance")).body as { usage: { users: { active_month: number } } };
    const v1 = (await get("/api/v1/instance")).body as { stats: { status_count: number } };
    const asked = { method: "GET", url: "/nodeinfo/2.0", headers: [["host", "here.example"]] as [string, string][], body: new Uint8Array(), certificate_version: [] as [] }; // prettier-ignore
    const { body } = await node.federation(nobody).http_request_update(asked);
    const info = JSON.parse(new TextDecoder().decode(Uint8Array.from(body))) as { usage: unknown };
    return { month: v2.usage.users.active_month, statuses: v1.stats.status_count, info: info.usage };
  }

  it("keeps what a home says of itself, and nobody else's word", async () => {
    const listing: Parameters<DirectoryActor["list_profile"]>[0] = {
      display_name: "Mallory",
      note: "",
      avatar: [],
      header: [],
      fields: [],
      locked: false,
      bot: false,
      discoverable: true,
      indexable: false,
      followers_count: 0n,
      following_count: 0n,
      statuses_count: 0n,
      last_status_at: [],
    };
    await expect(node.as(person("alice")).list_profile(listing)).rejects.toMatchObject({ code: "not_accepted" }); // prettier-ignore
    expect(await node.as(node.federationId).list_profile(listing).catch(() => "refused")).not.toEqual({ Ok: null }); // prettier-ignore
    expect(await get("/api/v1/accounts/lookup?acct=alice")).toMatchObject({
      body: { display_name: "Alice" },
    });
  });

  it("takes figures and files of nobody but the canisters of the node, whatever canister calls", async () => {
    const caller = await installCaller(node.runtime);
    const refused = { Err: { Unauthorized: null } };
    const federation = callsTo<federationBindings._SERVICE>(node.runtime, federationBindings, node.federationId); // prettier-ignore
    const figures = { statuses: 9n, active_month: 9n, active_halfyear: 9n };
    expect(await federation(caller, "set_usage", figures)).toEqual(refused);
    expect(await federation(caller, "forget_file", { sha256: "0".repeat(64) })).toEqual(refused);
    const home = (await homeOf("alice")) ?? nobody;
    const user = callsTo<userBindings._SERVICE>(node.runtime, userBindings, home);
    expect(await user(caller, "get_activity_figures")).toEqual(refused);
  });

  it("counts nobody any more once all have gone", async () => {
    for (const handle of ["alice", "bob"]) {
      expect(await node.as(person(handle)).delete_profile()).toEqual({ Ok: null });
      await node.settle();
    }
    await quarterOfADay();
    expect(await usage()).toEqual({ month: 0, statuses: 0, info: { users: { total: 0, activeMonth: 0, activeHalfyear: 0 }, localPosts: 0 } }); // prettier-ignore
  });
});
