import { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FileReportArgs } from "../../src/candid/directory.did.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
} from "../support/canisterNode.ts";

const alice = person("alice");
const mallory = person("mallory");

const about = (handle: string): FileReportArgs => ({
  target_actor_uri: `https://here.example/users/${handle}`,
  target_status_uris: [],
  reason: "Look",
  forward: false,
  target_inbox: [],
  category: [],
  rule_ids: [],
});

describe("keeping order on canisters (UC16)", () => {
  let node: CanisterNode;
  let home: Principal;
  beforeAll(async () => {
    node = await startCanisterNode();
    home = await node.signUp(alice, "alice");
    await node.signUp(mallory, "mallory");
  });
  afterAll(() => node.close());

  it("lets moderators name moderators, and the last one stay", async () => {
    const anna = person("anna");
    expect(await node.as(moderator).add_moderator({ principal: anna })).toEqual({ Ok: null });
    expect(await node.as(moderator).add_moderator({ principal: anna })).toEqual({
      Err: { AlreadyModerator: null },
    });
    expect((await node.directory.list_moderators()).map(String).toSorted()).toEqual(
      [anna, moderator].map(String).toSorted(),
    );
    expect(await node.as(anna).remove_moderator({ principal: anna })).toEqual({ Ok: null });
    expect(await node.as(moderator).remove_moderator({ principal: anna })).toEqual({
      Err: { NotModerator: null },
    });
    expect(await node.as(moderator).remove_moderator({ principal: moderator })).toMatchObject({
      Err: { BadArgs: expect.any(String) as string },
    });
  });

  it("takes no moderators whom nobody could be", async () => {
    for (const principal of [Principal.anonymous(), Principal.managementCanister()])
      expect(await node.as(moderator).add_moderator({ principal })).toEqual({
        Err: { BadArgs: expect.stringContaining("cannot moderate") as string },
      });
    expect((await node.directory.list_moderators()).map(String)).toEqual([moderator.toText()]);
  });

  it("turns others away before a message is run", async () => {
    for (const attempt of [
      node.as(mallory).add_moderator({ principal: mallory }),
      node.as(mallory).suspend({ principal: alice }),
      node.as(mallory).remove_profile({ principal: alice }),
      node.as(mallory).set_sns_governance(mallory),
      node.as(mallory).upload_user_module_chunk(new Uint8Array(10)),
      node.as(mallory).execute_proposal({ AddModerator: { principal: mallory } }),
      node.as(person("stranger")).file_report(about("alice")),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: "not_accepted" });
    }
  });

  it("suspends a user, and lets the user back", async () => {
    const shown = () => node.user(home, Principal.anonymous()).get_profile();
    expect(await node.as(moderator).suspend({ principal: alice })).toEqual({ Ok: null });
    await node.settle();
    expect(await node.as(alice).whoami()).toMatchObject({ Ok: { canister_status: { Suspended: null } } });
    expect(await node.directory.get_user({ handle: "alice" })).toEqual({ Err: { NotFound: null } });
    expect(await node.directory.search_profiles({ query: "alice", offset: 0n, limit: 10n })).toEqual({
      Ok: [],
    });
    expect(await shown()).toEqual({ Err: { NotFound: null } });
    expect(await node.as(alice).delete_profile()).toEqual({ Err: { Suspended: null } });

    expect(await node.as(moderator).unsuspend({ principal: alice })).toEqual({ Ok: null });
    await node.settle();
    expect(await shown()).toMatchObject({ Ok: { handle: "alice" } });
    expect(await node.directory.get_user({ handle: "alice" })).toMatchObject({ Ok: { handle: "alice" } });
    expect(await node.as(moderator).suspend({ principal: person("nobody") })).toEqual({
      Err: { NotFound: null },
    });
  });

  it("takes reports, shows them to moderators, and closes them", async () => {
    const filed = await node.as(mallory).file_report({
      target_actor_uri: "https://here.example/users/alice",
      target_status_uris: [],
      reason: "  Not a nice person. ",
      forward: false,
      target_inbox: [],
      category: [],
      rule_ids: [],
    });
    if (!("Ok" in filed)) throw new Error(JSON.stringify(filed));
    expect(filed.Ok).toMatchObject({
      reason: "Not a nice person.",
      state: { Open: null },
      target_canister: [home],
      reporter: mallory.toText(),
    });
    const open = { state: { Open: null }, limit: 10n, before: [] as [] };
    expect(await node.as(mallory).list_reports(open)).toEqual({ Err: { Unauthorized: null } });
    expect(await node.as(moderator).list_reports(open)).toEqual({ Ok: [filed.Ok] });
    const resolved = await node.as(moderator).resolve_report({ id: filed.Ok.id });
    expect(resolved).toMatchObject({ Ok: { state: { Resolved: null }, resolved_by: [moderator.toText()] } });
    expect(await node.as(moderator).list_reports(open)).toEqual({ Ok: [] });
    expect(await node.as(moderator).dismiss_report({ id: 1n })).toEqual({ Err: { NotFound: null } });
    expect(
      await node.as(mallory).file_report({
        target_actor_uri: "https://here.example/users/alice",
        target_status_uris: [],
        reason: " ",
        forward: false,
        target_inbox: [],
        category: [],
        rule_ids: [],
      }),
    ).toMatchObject({ Err: { BadArgs: expect.any(String) as string } });
  });

  it("has no report with an id that no store can hold", async () => {
    const moderating = node.as(moderator);
    for (const id of [2n ** 63n, 2n ** 64n - 1n]) {
      expect(await moderating.resolve_report({ id })).toEqual({ Err: { NotFound: null } });
      expect(await moderating.dismiss_report({ id })).toEqual({ Err: { NotFound: null } });
      const asked = { state: { Open: null }, limit: 10n, before: [id] as [bigint] };
      expect(await moderating.list_reports(asked)).toHaveProperty("Err.BadArgs");
    }
  });

  it("takes no more reports of somebody while 20 are open", async () => {
    const file = () => node.as(mallory).file_report(about("alice"));
    const filed: bigint[] = [];
    for (let i = 0; i < 20; i += 1) {
      const reply = await file();
      if (!("Ok" in reply)) throw new Error(JSON.stringify(reply));
      filed.push(reply.Ok.id);
    }
    expect(await file()).toMatchObject({
      Err: { LimitExceeded: expect.stringContaining("20 of your reports") as string },
    });
    expect(await node.as(moderator).dismiss_report({ id: filed[0] ?? 0n })).toMatchObject({ Ok: {} });
    expect(await file()).toMatchObject({ Ok: { state: { Open: null } } });
  });

  it("deletes a profile with its canister, and blocks the handle", async () => {
    const carol = person("carol");
    const canister = await node.signUp(carol, "carol");
    expect(await node.as(carol).delete_profile()).toEqual({ Ok: null });
    await node.settle();
    expect(await node.as(carol).whoami()).toEqual({ Err: { NotRegistered: null } });
    expect(await node.directory.get_user({ handle: "carol" })).toEqual({ Err: { NotFound: null } });
    await expect(node.user(canister, carol).get_profile()).rejects.toMatchObject({ rejectCode: 3 });
    expect(await node.as(carol).sign_up("carol")).toEqual({ Err: { HandleTaken: null } });
    expect(await node.as(moderator).remove_profile({ principal: carol })).toEqual({
      Err: { NotFound: null },
    });
    await node.runtime.advanceTime(31 * 24 * 3_600_000);
    expect(await node.as(carol).sign_up("carol")).toEqual({ Ok: null });
  });

  it("tries a deletion again as often as people may act, and no more", async () => {
    const { runtime } = node;
    const dora = person("dora");
    await node.signUp(dora, "dora");
    const federation = { canisterId: node.federationId, sender: operator };
    await runtime.stopCanister(federation);
    expect(await node.as(dora).delete_profile()).toEqual({ Ok: null });
    await node.settle();
    const tryAgain = () => node.as(dora).retry_delete_profile();
    for (let time = 0; time < 20; time += 1) expect(await tryAgain()).toEqual({ Ok: null });
    expect(await tryAgain()).toEqual({ Err: { RateLimitExceeded: null } });
    await node.settle();
    await runtime.advanceTime(61_000);
    await runtime.startCanister(federation);
    expect(await tryAgain()).toEqual({ Ok: null });
    await node.settle();
    expect(await node.as(dora).whoami()).toEqual({ Err: { NotRegistered: null } });
  });
});
