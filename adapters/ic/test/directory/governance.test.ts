import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { encodeProposal } from "@mastic/ic-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as bindings from "../../src/candid/directory.did.ts";
import type {
  Proposal,
  SetPolicyResponse,
  ValidateProposalResponse,
} from "../../src/candid/directory.did.ts";
import { methodsOf } from "../../src/frame/interface.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
} from "../support/canisterNode.ts";
import { openWallet, type Wallet } from "../support/wallet.ts";

const alice = person("alice");

function method(name: string): readonly [string, IDL.FuncClass] {
  const found = methodsOf(bindings).find(([it]) => it === name);
  if (found === undefined) throw new Error(name);
  return found;
}

describe("a node under an SNS", () => {
  let node: CanisterNode;
  /** Stands for the governance canister, which executes proposals by calls. */
  let sns: Wallet;
  const validate = (proposal: Proposal) =>
    sns.call<ValidateProposalResponse>(node.directoryId, method("validate_proposal"), [proposal], 0n);
  const execute = (proposal: Proposal) =>
    sns.call<undefined>(node.directoryId, method("execute_proposal"), [proposal], 0n);

  const setPolicyFrom = (wallet: Wallet, rules: string[]) =>
    wallet.call<SetPolicyResponse>(node.directoryId, method("set_policy"), [{ rules }], 0n);

  beforeAll(async () => {
    node = await startCanisterNode();
    await node.signUp(alice, "alice");
    sns = await openWallet(node.runtime);
  });
  afterAll(() => node.close());

  it("executes nothing for anybody before it is handed over", async () => {
    await expect(execute({ AddModerator: { principal: alice } })).rejects.toThrow("Only the governance");
    expect(await validate({ AddModerator: { principal: alice } })).toMatchObject({
      Err: expect.stringContaining("set_sns_governance") as string,
    });
  });

  it("takes its rules from controllers and moderators before it is handed over", async () => {
    const unauthorized = { Err: { Unauthorized: null } };
    await expect(node.as(alice).set_policy({ rules: ["Alice is right."] })).rejects.toThrow();
    expect(await setPolicyFrom(sns, ["Nobody."])).toEqual(unauthorized);
    expect(await node.as(moderator).set_policy({ rules: [" "] })).toMatchObject({
      Err: { BadArgs: expect.any(String) as string },
    });
    expect(await node.as(moderator).set_policy({ rules: ["a\0b"] })).toMatchObject({
      Err: { BadArgs: expect.any(String) as string },
    });
    expect(await node.as(moderator).set_policy({ rules: ["  Be brief. "] })).toEqual({ Ok: null });
    expect(await node.directory.get_policy()).toEqual({ rules: ["Be brief."] });
    expect(await node.as(operator).set_policy({ rules: ["Be brief.", "Be fair."] })).toEqual({ Ok: null });
    expect(await node.directory.get_policy()).toEqual({ rules: ["Be brief.", "Be fair."] });
  });

  it.each([
    ["nobody", Principal.anonymous()],
    ["the management canister", Principal.managementCanister()],
    ["a person", alice],
  ])("is not handed over to %s", async (_, principal) => {
    await expect(node.as(operator).set_sns_governance(principal)).rejects.toThrow(
      "A governance is a canister.",
    );
    expect(await node.as(alice).get_sns_governance()).toEqual([]);
  });

  it("is handed over once, by a controller", async () => {
    expect(await node.as(alice).get_sns_governance()).toEqual([]);
    await node.as(operator).set_sns_governance(sns.id);
    expect(await node.as(alice).get_sns_governance()).toEqual([sns.id]);
    await expect(node.as(operator).set_sns_governance(node.federationId)).rejects.toThrow("set already");
    for (const whoEver of [operator, moderator])
      expect(await node.as(whoEver).set_policy({ rules: [] })).toEqual({ Err: { Unauthorized: null } });
    expect(await node.directory.get_policy()).toMatchObject({ rules: { length: 2 } });
    expect(await setPolicyFrom(sns, ["Be patient."])).toEqual({ Ok: null });
  });

  it.each<[string, Proposal]>([
    ["a moderator again", { AddModerator: { principal: moderator } }],
    ["a moderator who is nobody", { AddModerator: { principal: Principal.anonymous() } }],
    ["who is no moderator", { RemoveModerator: { principal: alice } }],
    ["the last moderator", { RemoveModerator: { principal: moderator } }],
    ["a user who is not there", { SuspendUser: { handle: "nobody" } }],
    ["one who is not suspended, and not there", { UnsuspendUser: { handle: "nobody" } }],
    ["an account that is not there", { RemoveUser: { handle: "nobody" } }],
    ["a server that is not blocked", { UnblockDomain: { domain: "kind.example" } }],
    [
      "an upgrade to no module",
      { UpgradeUserCanisters: { module_hash: new Uint8Array(), chunk_hashes: [] } },
    ],
    [
      "an upgrade to a module that was not uploaded",
      { UpgradeUserCanisters: { module_hash: new Uint8Array(32), chunk_hashes: [new Uint8Array(32)] } },
    ],
  ])("does not put to the vote what would fail: %s", async (_, proposal) => {
    const refused = await validate(proposal);
    if ("Ok" in refused) throw new Error(refused.Ok);
    await expect(execute(proposal)).rejects.toThrow();
  });

  it("changes nothing by looking at a proposal", async () => {
    for (const proposal of [
      { SuspendUser: { handle: "@Alice" } },
      { RemoveUser: { handle: "alice" } },
      { AddModerator: { principal: alice } },
      { UpdatePolicy: { rules: [] } },
      { BlockDomain: { domain: "kind.example", severity: { Suspend: null } } },
    ])
      expect(await validate(proposal)).toMatchObject({ Ok: expect.any(String) as string });
    await node.settle();
    expect(await node.as(alice).whoami()).toMatchObject({ Ok: { canister_status: { Active: null } } });
    expect((await node.directory.list_moderators()).map(String)).toEqual([moderator.toText()]);
    expect(await node.directory.get_policy()).toEqual({ rules: ["Be patient."] });
    expect(await node.as(moderator).list_domain_blocks({ after: [], limit: 10n })).toEqual({ Ok: [] });
  });

  it("is moderated by proposals alone", async () => {
    expect(await node.as(moderator).suspend({ principal: alice })).toEqual({ Err: { Unauthorized: null } });
    expect(await node.as(moderator).add_moderator({ principal: alice })).toEqual({
      Err: { Unauthorized: null },
    });
    expect(await validate({ SuspendUser: { handle: "alice" } })).toMatchObject({
      Ok: expect.stringContaining("@alice") as string,
    });
    expect(await node.as(moderator).unsuspend({ principal: alice })).toEqual({ Err: { Unauthorized: null } });
    expect(await node.as(moderator).remove_profile({ principal: alice })).toEqual({
      Err: { Unauthorized: null },
    });
    expect(await node.as(moderator).remove_moderator({ principal: moderator })).toEqual({
      Err: { Unauthorized: null },
    });
    await execute({ SuspendUser: { handle: "alice" } });
    await node.settle();
    expect(await node.as(alice).whoami()).toMatchObject({ Ok: { canister_status: { Suspended: null } } });
    await execute({ UnsuspendUser: { handle: "alice" } });
    await node.settle();
    expect(await node.as(alice).whoami()).toMatchObject({ Ok: { canister_status: { Active: null } } });
    await execute({ AddModerator: { principal: alice } });
    await execute({ RemoveModerator: { principal: moderator } });
    expect((await node.directory.list_moderators()).map(String)).toEqual([alice.toText()]);
  });

  it("leaves reports and posts to moderators", async () => {
    const home = await node.as(alice).user_canister([]);
    if ("Err" in home) throw new Error(JSON.stringify(home.Err));
    const published = await node.user(home.Ok, alice).publish_status({
      content: "Buy my pills",
      visibility: { Public: null },
      mentions: [],
      spoiler_text: [],
      sensitive: [],
      in_reply_to: [],
      media_ids: [],
    });
    if ("Err" in published) throw new Error(JSON.stringify(published.Err));
    const filed = await node.as(alice).file_report({
      target_actor_uri: published.Ok.author,
      target_status_uris: [published.Ok.uri],
      reason: "Advertising",
      forward: false,
      target_inbox: [],
      category: [],
      rule_ids: [],
    });
    if ("Err" in filed) throw new Error(JSON.stringify(filed.Err));
    // The moderators are now whom the governance has named.
    const { id } = filed.Ok;
    expect(await node.as(alice).list_reports({ state: { Open: null }, limit: 10n, before: [] })).toMatchObject({ Ok: [{ id }] }); // prettier-ignore
    expect(await node.as(alice).resolve_report({ id })).toMatchObject({ Ok: { state: { Resolved: null } } });
    await execute({ AddModerator: { principal: moderator } });
    const status_uri = published.Ok.uri;
    expect(await node.user(home.Ok, moderator).delete_status({ status_uri })).toEqual({ Ok: null });
  });

  it("decides about other servers by proposals alone, which moderators read", async () => {
    const decision = { domain: "rude.example", severity: { Suspend: null } };
    expect(await node.as(moderator).block_domain(decision)).toEqual({ Err: { Unauthorized: null } });
    expect(await validate({ BlockDomain: decision })).toMatchObject({
      Ok: expect.stringContaining("Suspend rude.example") as string,
    });
    await execute({ BlockDomain: decision });
    await node.settle();
    const listed = () => node.as(moderator).list_domain_blocks({ after: [], limit: 10n });
    expect(await listed()).toMatchObject({ Ok: [decision] });
    expect(await node.as(moderator).unblock_domain(decision)).toEqual({ Err: { Unauthorized: null } });
    await execute({ UnblockDomain: { domain: "rude.example" } });
    expect(await listed()).toEqual({ Ok: [] });
    expect(await validate({ BlockDomain: { ...decision, domain: "here.example" } })).toMatchObject({
      Err: expect.stringContaining("itself") as string,
    });
  });

  it("changes what User canisters are given by proposals alone", async () => {
    const { policy } = await node.directory.get_cycles_report();
    const changed = { ...policy, interval_seconds: 3_600n };
    expect(await node.as(operator).set_top_up_policy(changed)).toEqual({ Err: { Unauthorized: null } });
    expect(await validate({ SetTopUpPolicy: { ...policy, interval_seconds: 1n } })).toMatchObject({
      Err: expect.stringContaining("minute") as string,
    });
    expect(await validate({ SetTopUpPolicy: changed })).toMatchObject({
      Ok: expect.stringContaining("3600 seconds") as string,
    });
    await execute({ SetTopUpPolicy: changed });
    expect((await node.directory.get_cycles_report()).policy).toEqual(changed);
  });

  it("says what is wrong with a proposal, and fails when it is executed", async () => {
    expect(await validate({ SuspendUser: { handle: "nobody" } })).toMatchObject({
      Err: expect.any(String) as string,
    });
    await expect(execute({ SuspendUser: { handle: "nobody" } })).rejects.toThrow("There is no such user");
    expect(await validate({ UpdatePolicy: { rules: [" "] } })).toMatchObject({
      Err: expect.any(String) as string,
    });
    const twoInOne: Proposal = { UpdatePolicy: { rules: ["ok\n- Upgrade nothing"] } };
    expect(await validate(twoInOne)).toMatchObject({ Err: expect.stringContaining("one line") as string });
    await expect(execute(twoInOne)).rejects.toThrow("one line");
  });

  it("takes the payloads that the client makes", async () => {
    const [, { argTypes }] = method("validate_proposal");
    const payload = encodeProposal({ SuspendUser: { handle: "alice" } });
    const [proposal] = IDL.decode(argTypes, payload) as unknown as [Proposal];
    expect(await validate(proposal)).toMatchObject({
      Ok: expect.stringContaining("Suspend @alice") as string,
    });
  });

  it("takes its rules and upgrades from proposals", async () => {
    const policy: Proposal = { UpdatePolicy: { rules: [" Be kind. "] } };
    expect(await validate(policy)).toEqual({ Ok: "Set the rules of the instance:\n- Be kind." });
    await execute(policy);
    expect(await node.directory.get_policy()).toEqual({ rules: ["Be kind."] });
    const [module] = await node.directory.get_user_module();
    if (module === undefined) throw new Error("There is no module.");
    expect(await node.as(operator).upgrade_user_canisters(module)).toEqual({ Err: { Unauthorized: null } });
    expect(await validate({ UpgradeUserCanisters: module })).toMatchObject({
      Ok: expect.stringContaining(Buffer.from(module.module_hash).toString("hex")) as string,
    });
    // With a chunk that is not there, or one chunk under the hash of all.
    const { chunk_hashes } = module;
    const unlike: [typeof chunk_hashes, string][] = [
      [[...chunk_hashes, new Uint8Array(32)], `lacks 1, the first of them ${"00".repeat(32)}`],
      [chunk_hashes.slice(0, 1), "one chunk"],
    ];
    for (const [hashes, reason] of unlike) {
      const other: Proposal = { UpgradeUserCanisters: { ...module, chunk_hashes: hashes } };
      expect(await validate(other)).toEqual({ Err: expect.stringContaining(reason) as string });
      await expect(execute(other)).rejects.toThrow();
    }
    expect(await node.directory.get_upgrade_status()).toMatchObject({ in_progress: false, total: 0n });
    await execute({ UpgradeUserCanisters: module });
    await node.settle();
    expect(await node.directory.get_upgrade_status()).toMatchObject({ in_progress: false, completed: 1n });
  });

  it("removes accounts by proposals", async () => {
    await execute({ RemoveUser: { handle: "alice" } });
    await node.settle();
    expect(await node.directory.get_user({ handle: "alice" })).toEqual({ Err: { NotFound: null } });
    await expect(execute({ RemoveUser: { handle: "nobody" } })).rejects.toThrow("There is no such user");
  });
});
