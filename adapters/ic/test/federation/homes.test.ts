/** What homes may ask of the Federation, and nobody else: canisters that do as they are told stand for them. */

import type { Principal } from "@icp-sdk/core/principal";
import { CanisterRuntime } from "@mastic/canister-runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moduleFile } from "../../build/canisters.ts";
import * as bindings from "../../src/candid/federation.did.ts";
import { callsTo, installCaller } from "../support/callFrom.ts";
import { installArgument, person } from "../support/canisterNode.ts";
import { RemoteServer, type RemotePerson } from "../support/remoteServer.ts";

const HERE = "https://here.example";
const ALICE = `${HERE}/users/alice`;

describe("what homes ask of the Federation", () => {
  let runtime: CanisterRuntime;
  let there: RemoteServer;
  let bob: RemotePerson;
  let directory: Principal;
  let home: Principal;
  let stranger: Principal;
  let call: ReturnType<typeof callsTo<bindings._SERVICE>>;

  beforeAll(async () => {
    there = new RemoteServer("https://there.example", HERE);
    bob = there.person("bob");
    runtime = await CanisterRuntime.create({ outcalls: there.outcalls });
    [directory, home, stranger] = [
      await installCaller(runtime),
      await installCaller(runtime),
      await installCaller(runtime),
    ];
    const federation = await runtime.createCanister();
    const Init = { directory_canister: directory, public_url: HERE, schnorr_key_name: [] as [] };
    const arg = installArgument(bindings, { Init });
    await runtime.installCode({ canisterId: federation, wasm: moduleFile("federation"), arg });
    call = callsTo<bindings._SERVICE>(runtime, bindings, federation);
    expect(await call(directory, "register_user", alice())).toEqual({ Ok: null });
    // The key of the instance, which signs what it fetches.
    for (let tries = 0; tries < 40; tries += 1) {
      const found = await call(home, "fetch_document", { uri: bob.uri });
      if ("Ok" in found) return;
      await runtime.advanceTime(61_000);
      await runtime.tick(30);
    }
  }, 240_000);
  afterAll(() => runtime.tearDown());

  const alice = (): bindings.RegisterUserArgs => ({
    account_id: 77n,
    principal: person("alice"),
    handle: "alice",
    canister_id: home,
    standing: { Active: null },
  });
  const send = async (caller: Principal, activity: object, target_inbox: string) => {
    const One = {
      activity_json: JSON.stringify(activity),
      target_inbox,
      collection_synchronization: [] as [],
    };
    const reply = await call(caller, "send_activity", { One });
    return "One" in reply ? reply.One : reply.Batch;
  };
  const like = (more: object = {}) => ({
    id: `${ALICE}#likes/1`,
    type: "Like",
    actor: ALICE,
    object: `${bob.uri}/statuses/1`,
    ...more,
  });

  it("is refused to canisters that are no homes here", async () => {
    expect(await send(stranger, like(), `${there.origin}/inbox`)).toEqual({ Err: { Unauthorized: null } });
    expect(await call(stranger, "fetch_document", { uri: bob.uri })).toEqual({ Err: { Unauthorized: null } }); // prettier-ignore
    expect(await call(stranger, "resolve_address", { address: "bob@there.example" })).toEqual({ Err: { Unauthorized: null } }); // prettier-ignore
    expect(await call(stranger, "fetch_status", { uri: `${bob.uri}/statuses/1`, requester_actor_uri: [ALICE] })).toMatchObject({ Err: {} }); // prettier-ignore
    const subscribed = { actor_uri: bob.uri, change: { Follows: null }, accepted: [] as [] };
    expect(await call(stranger, "subscribe", subscribed)).toEqual({ Err: { Unauthorized: null } });
    const news = { activity_id: `${bob.uri}#1`, actor_uri: bob.uri, object_uri: `${bob.uri}/statuses/1`, change: { Update: null }, target_inboxes: [] }; // prettier-ignore
    expect(await call(stranger, "forward_news", news)).toEqual({ Err: { Unauthorized: null } });
    expect(await call(stranger, "register_user", alice())).toEqual({ Err: { Unauthorized: null } });
    expect(await call(home, "register_user", alice())).toEqual({ Err: { Unauthorized: null } });
  });

  it("sends what is their user's, and nobody else's", async () => {
    expect(await send(home, like(), `${there.origin}/inbox`)).toEqual({ Ok: null });
    expect(await send(home, like({ actor: `${HERE}/users/carol` }), `${there.origin}/inbox`)).toMatchObject({ Err: { Rejected: expect.any(String) as unknown } }); // prettier-ignore
    expect(await send(home, like({ actor: `${HERE}/actor` }), `${there.origin}/inbox`)).toMatchObject({ Err: { Rejected: expect.any(String) as unknown } }); // prettier-ignore
    expect(await send(home, { type: "Like" }, `${there.origin}/inbox`)).toMatchObject({ Err: { Rejected: expect.any(String) as unknown } }); // prettier-ignore
    expect(await send(home, like(), "no inbox")).toEqual({ Err: { InvalidTargetInbox: "no inbox" } });
    expect(await send(home, like(), `${ALICE}/outbox`)).toEqual({ Err: { InvalidTargetInbox: `${ALICE}/outbox` } }); // prettier-ignore
    expect(await send(home, like(), `${HERE}/users/nobody/inbox`)).toEqual({ Err: { UnknownLocalUser: "nobody" } }); // prettier-ignore
    const Many = { activity_json: JSON.stringify(like()), target_inboxes: [`${HERE}/inbox`, "", `${ALICE}/inbox`] }; // prettier-ignore
    expect(await call(home, "send_activity", { Many })).toEqual({
      Batch: [{ Ok: null }, { Err: { InvalidTargetInbox: "" } }, { Ok: null }],
    });
  });

  it("fetches documents, with the address that an actor has confirmed", async () => {
    const found = await call(home, "fetch_document", { uri: bob.uri });
    if ("Err" in found) throw new Error(JSON.stringify(found.Err));
    expect(JSON.parse(found.Ok.document_json)).toMatchObject({ id: bob.uri, type: "Person" });
    expect(found.Ok.acct).toEqual(["bob@there.example"]);
    const missing = { uri: `${there.origin}/users/nobody` };
    expect(await call(home, "fetch_document", missing)).toEqual({ Err: { NotFound: null } });
    expect(await call(home, "fetch_document", { uri: "https://away.example/users/x" })).toMatchObject({ Err: { RemoteUnavailable: expect.any(String) as unknown } }); // prettier-ignore
    expect(await call(home, "fetch_document", { uri: "http://there.example/users/bob" })).toEqual({ Err: { NotFound: null } }); // prettier-ignore
    for (const host of ["127.0.0.1", "[::1]", "localhost", "metadata.internal"]) {
      const uri = `https://${host}/users/bob`;
      expect(await call(home, "fetch_document", { uri }), uri).toEqual({
        Err: { NotFound: null },
      });
    }
    expect(await call(home, "fetch_document", { uri: `${HERE}/users/nobody` })).toEqual({ Err: { NotFound: null } }); // prettier-ignore
  });

  it("finds who has an address", async () => {
    expect(await call(home, "resolve_address", { address: "bob@there.example" })).toEqual({
      Ok: { acct: "bob@there.example", actor_uri: bob.uri },
    });
    expect(await call(home, "resolve_address", { address: "@Alice@here.example" })).toMatchObject({
      Ok: { actor_uri: ALICE },
    });
    for (const address of ["nobody@here.example", "nobody@there.example", "x@y@z"]) {
      expect(await call(home, "resolve_address", { address }), address).toMatchObject({ Err: {} });
    }
  });

  it("fetches a status of another server", async () => {
    there.serve("/users/bob/statuses/1", {
      "@context": "https://www.w3.org/ns/activitystreams",
      id: `${bob.uri}/statuses/1`,
      type: "Note",
      attributedTo: bob.uri,
      content: "<p>Hello<script>alert(1)</script></p>",
      summary: "a greeting",
      sensitive: true,
      to: ["https://www.w3.org/ns/activitystreams#Public"],
      published: "2026-01-01T00:00:00Z",
    });
    const ask = (uri: string) => call(home, "fetch_status", { uri, requester_actor_uri: [] });
    const found = await ask(`${bob.uri}/statuses/1`);
    expect(found).toMatchObject({
      Ok: {
        uri: `${bob.uri}/statuses/1`,
        author: bob.uri,
        visibility: { Public: null },
        spoiler_text: ["a greeting"],
        sensitive: true,
        created_at: 1_767_225_600_000n,
        in_reply_to: [],
      },
    });
    expect("Ok" in found && found.Ok.content).not.toContain("script");
    const forward = (path: string, change: bindings.ForwardNewsArgs["change"], actor_uri = bob.uri) =>
      call(home, "forward_news", {
        activity_id: `${bob.uri}#${path}`,
        actor_uri,
        object_uri: there.origin + path,
        change,
        target_inboxes: [`${ALICE}/inbox`, `${HERE}/users/nobody/inbox`],
      });
    const rejected = { Err: { Rejected: expect.any(String) as unknown } };
    expect(await forward("/users/bob/statuses/1", { Update: null })).toEqual({ Ok: null });
    expect(await forward("/users/bob/statuses/1", { Update: null }, `${there.origin}/users/eve`)).toEqual(rejected); // prettier-ignore
    expect(await forward("/users/bob/statuses/1", { Update: null }, "https://away.example/eve")).toEqual(rejected); // prettier-ignore
    expect(await forward("/users/bob/statuses/1", { Delete: null })).toEqual(rejected);
    expect(await forward("/users/bob/statuses/2", { Update: null })).toEqual(rejected);
    expect(await forward("/users/bob/statuses/2", { Delete: null })).toEqual({ Ok: null });
    expect(await ask(`${bob.uri}/statuses/2`)).toEqual({ Err: { NotFound: null } });
    expect(await ask("no uri")).toEqual({ Err: { InvalidUri: null } });
    expect(await ask(`${ALICE}/followers`)).toEqual({ Err: { InvalidUri: null } });
    expect(await ask(`${HERE}/users/nobody/statuses/1`)).toEqual({ Err: { NotFound: null } });
  });
});
