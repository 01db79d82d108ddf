/** What moderators hear of other servers, and decide about them, where homes are canisters (decision 016; spec 03: Reports Extension). */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCall, type AccountEntity } from "../journeys/apiCall.ts";
import {
  moderator,
  person,
  startCanisterNode,
  type CanisterNode,
  type UserActor,
} from "../support/canisterNode.ts";
import { RemoteServer, type RemotePerson } from "../support/remoteServer.ts";

const HERE = "https://here.example";
const ALICE = `${HERE}/users/alice`;
const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";
const page = { offset: 0n, limit: 50n };

describe("moderating a node of canisters", () => {
  let node: CanisterNode;
  let there: RemoteServer;
  let bob: RemotePerson;
  let alice: UserActor;

  const post = async (activity: Parameters<RemotePerson["posts"]>[1]) => {
    const request = await bob.posts("/inbox", activity, await node.runtime.getTime());
    const { status_code } = await node.federation(person("gateway")).http_request_update(request);
    await node.settle();
    return status_code;
  };
  const openReports = async () => {
    const args = { state: { Open: null }, limit: 10n, before: [] as [] };
    const found = await node.as(moderator).list_reports(args);
    if ("Err" in found) throw new Error(JSON.stringify(found.Err));
    return found.Ok;
  };
  /** Deliveries wait for keys, which are made over many messages. */
  const delivered = async (type: string) => {
    for (let round = 0; round < 40; round += 1) {
      const found = there.arrived.map(({ body }) => JSON.parse(Buffer.from(body).toString()) as { type: string; actor: string }).find((it) => it.type === type); // prettier-ignore
      if (found !== undefined) return found;
      await node.runtime.advanceTime(61_000);
      await node.settle();
    }
    return undefined;
  };

  beforeAll(async () => {
    there = new RemoteServer("https://there.example", HERE);
    bob = there.person("bob");
    node = await startCanisterNode({ outcalls: there.outcalls });
    alice = node.user(await node.signUp(person("alice"), "alice"), person("alice"));
  }, 240_000);
  afterAll(() => node.close());

  it("hears of reports from other servers, once for each", async () => {
    const status = `${ALICE}/statuses/116301527915219032`;
    const flag = bob.activity("Flag", [ALICE, status, "https://there.example/x"], { content: "<p>Spam</p>" });
    expect(await post(flag)).toBe(202);
    expect(await post(flag)).toBe(202);
    expect(await openReports()).toMatchObject([
      { reporter: bob.uri, target_actor_uri: ALICE, target_status_uris: [status], reason: "Spam" },
    ]);
    expect(await post(bob.activity("Flag", [`${HERE}/users/nobody`]))).toBe(202);
    expect(await openReports()).toHaveLength(1);
    const forged = { activity_uri: "https://x.example/1", reporter_actor_uri: bob.uri, object_uris: [ALICE], content: "" }; // prettier-ignore
    await expect(node.as(person("alice")).receive_report(forged)).rejects.toMatchObject({ code: "not_accepted" }); // prettier-ignore
  });

  it("hears of reports that apps send to their home, and passes them on to the account's server", async () => {
    const found = await alice.api_update({
      method: "GET",
      url: "/api/v2/search?q=bob@there.example&resolve=true",
      headers: [],
      body: new Uint8Array(),
    });
    const { accounts } = JSON.parse(Buffer.from(found.body).toString()) as { accounts: AccountEntity[] };
    const [account] = accounts;
    if (account === undefined) throw new Error("Bob was not found.");
    const report = { account_id: account.id, comment: "Rude", forward: true };
    expect(await apiCall(alice, "POST", "/api/v1/reports", report)).toMatchObject({ forwarded: true });
    expect((await openReports())[0]).toMatchObject({
      reporter: person("alice").toText(),
      target_actor_uri: bob.uri,
      reason: "Rude",
    });
    expect(await delivered("Flag")).toMatchObject({ actor: `${HERE}/actor`, object: bob.uri });
    // Whom the Directory does not know, the home of who reports does.
    const { body } = await node.as(moderator).api_update({
      method: "GET",
      url: "/api/v1/admin/reports?limit=1",
      headers: [],
      body: new Uint8Array(),
    });
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject([
      {
        account: { username: "alice" },
        target_account: {
          id: `alice.${account.id}`,
          username: "bob",
          domain: "there.example",
          account: { acct: "bob@there.example", uri: bob.uri },
        },
      },
    ]);
  });

  it("takes nothing from a server that is suspended, sends it nothing, and ends follows", async () => {
    expect(await alice.follow_user({ handle: "@bob@there.example" })).toEqual({ Ok: null });
    const follow = await delivered("Follow");
    expect(await post(bob.activity("Accept", follow))).toBe(202);
    const note = {
      id: `${bob.uri}/statuses/1`,
      type: "Note",
      attributedTo: bob.uri,
      content: "Hi",
      to: [PUBLIC],
    };
    expect(await post(bob.activity("Create", note, { to: [PUBLIC] }))).toBe(202);
    expect(await alice.read_feed(page)).toMatchObject({ Ok: [{ status: { uri: note.id } }] });

    const decision = { domain: "there.example", severity: { Suspend: null } };
    expect(
      await node
        .as(person("alice"))
        .block_domain(decision)
        .catch(() => "refused"),
    ).toBe("refused");
    expect(await node.as(moderator).block_domain(decision)).toMatchObject({ Ok: decision });
    await node.settle();
    expect(await node.as(moderator).list_domain_blocks({ after: [], limit: 10n })).toMatchObject({ Ok: [decision] }); // prettier-ignore
    expect(await alice.get_following(page)).toEqual({ Ok: [] });
    expect(await alice.read_feed(page)).toEqual({ Ok: [] });
    const second = bob.activity("Create", { ...note, id: `${bob.uri}/statuses/2` }, { to: [PUBLIC] });
    expect(await post(second)).toBe(403);
    there.arrived.length = 0;
    expect(await alice.follow_user({ handle: "@bob@there.example" })).toMatchObject({ Err: {} });
    await apiCall(alice, "POST", "/api/v1/statuses", { status: "Hello @bob@there.example" });
    await node.runtime.advanceTime(61_000);
    await node.settle();
    expect(there.arrived).toEqual([]);
  });

  it("tells homes that come later, and takes a decision back", async () => {
    const carol = node.user(await node.signUp(person("carol"), "carol"), person("carol"));
    expect(await carol.follow_user({ handle: "@bob@there.example" })).toMatchObject({ Err: {} });
    expect(await node.as(moderator).unblock_domain({ domain: "there.example" })).toMatchObject({ Ok: {} });
    await node.runtime.advanceTime(61_000);
    await node.settle();
    expect(await post(bob.activity("Like", `${ALICE}/statuses/1`))).toBe(202);
    expect(await carol.follow_user({ handle: "@bob@there.example" })).toEqual({ Ok: null });
    expect(await node.as(moderator).unblock_domain({ domain: "there.example" })).toEqual({ Err: { NotFound: null } }); // prettier-ignore
    expect(await node.as(moderator).block_domain({ domain: "no host", severity: { Silence: null } })).toMatchObject({ Err: { BadArgs: expect.any(String) as unknown } }); // prettier-ignore
  });
});
