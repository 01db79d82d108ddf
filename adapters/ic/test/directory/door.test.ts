import { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { _SERVICE, PrepaySignUpResponse } from "../../src/candid/directory.did.ts";
import * as bindings from "../../src/candid/directory.did.ts";
import { methodsOf } from "../../src/frame/interface.ts";
import { callsTo, installCaller } from "../support/callFrom.ts";
import {
  moderator,
  operator,
  person,
  startCanisterNode,
  type CanisterNode,
  type DirectoryActor,
} from "../support/canisterNode.ts";
import { openWallet } from "../support/wallet.ts";

const FEE = 5n;
/** Instructions that turning somebody away takes, who pays nothing for it, and nor do we. The network allows 200 M. */
const MOST = 2_000_000n;

/** Of those who have an account, and of nobody else. */
const ofUsers = ["retry_sign_up", "delete_profile", "retry_delete_profile"] as const;
const turnedAway = (why: string) => ({
  code: "not_accepted",
  message: expect.stringContaining(why) as string,
});
const noAccount = turnedAway("You have no account here.");

describe("the door of the Directory (inspect_message)", () => {
  let node: CanisterNode;
  /** Pays for somebody's sign-up. */
  let payFor: (who: Principal, cycles: bigint) => Promise<unknown>;
  const stranger = person("stranger");
  const byUpdate = (sender: Principal, method: string, arg: Uint8Array) =>
    node.runtime.updateCall({ canisterId: node.directoryId, sender, method, arg });

  beforeAll(async () => {
    node = await startCanisterNode({ options: { sign_up_fee_cycles: [FEE] } });
    const wallet = await openWallet(node.runtime);
    const prepay = methodsOf(bindings).find(([name]) => name === "prepay_sign_up");
    if (prepay === undefined) throw new Error("There is no prepay_sign_up.");
    payFor = (who, cycles) => wallet.call<PrepaySignUpResponse>(node.directoryId, prepay, [who], cycles);
  });
  afterAll(() => node.close());

  it("turns away strangers who have not paid, for nothing", async () => {
    const directory = node.as(stranger);
    const reasons: readonly (readonly [(it: DirectoryActor) => Promise<unknown>, why: string])[] = [
      [(it) => it.sign_up("stranger"), "A sign-up costs 5 cycles, and 0 have been paid."],
      ...ofUsers.map((name) => [(it: DirectoryActor) => it[name](), "You have no account here."] as const),
      [(it) => it.unstage_app_files(), "Only moderators, operators or canisters may do this."],
      [(it) => it.prepay_sign_up(stranger), "Only moderators, operators or canisters may do this."],
    ];
    for (const [ask, why] of reasons) {
      await node.runtime.takeExecutions();
      const before = await node.runtime.getCyclesBalance(node.directoryId);
      await expect(ask(directory)).rejects.toMatchObject(turnedAway(why));
      expect(await node.runtime.getCyclesBalance(node.directoryId)).toBe(before);
      const [looked, ...more] = await node.runtime.takeExecutions();
      expect(looked?.entry).toBe("canister_inspect_message");
      expect(looked?.instructions).toBeLessThan(MOST);
      expect(more).toEqual([]);
      await expect(ask(node.as(Principal.anonymous()))).rejects.toMatchObject(turnedAway("Sign in first."));
    }
  });

  it("turns away moderators from what only users have, and no controller", async () => {
    for (const name of ofUsers) {
      await expect(node.as(moderator)[name]()).rejects.toMatchObject(noAccount);
      expect(await node.as(operator)[name]()).toEqual({ Err: { NotRegistered: null } });
    }
  });

  it("is not passed by canisters, which are told in the words of the interface", async () => {
    const caller = await installCaller(node.runtime);
    const call = callsTo<_SERVICE>(node.runtime, bindings, node.directoryId);
    for (const name of ofUsers) expect(await call(caller, name)).toEqual({ Err: { NotRegistered: null } });
    expect(await call(caller, "sign_up", "caller")).toEqual({
      Err: { InsufficientCycles: { required: FEE, provided: 0n } },
    });
  });

  it("lets those in who have paid, and who have an account until it is gone", async () => {
    const alice = node.as(person("alice"));
    await payFor(person("alice"), FEE - 1n);
    await expect(alice.sign_up("alice")).rejects.toMatchObject(turnedAway("and 4 have been paid."));
    await payFor(person("alice"), 1n);
    expect(await alice.sign_up("alice")).toEqual({ Ok: null });

    // Nothing is left of what was paid, and there is no home yet.
    expect(await alice.whoami()).toMatchObject({ Ok: { canister_status: { CreationPending: null } } });
    const refused = { Err: { CanisterNotInFailedState: null } };
    expect(await alice.sign_up("alicia")).toEqual({ Err: { AlreadyRegistered: null } });
    expect(await alice.retry_sign_up()).toEqual(refused);
    await node.settle();
    expect(await alice.retry_delete_profile()).toEqual(refused);

    // Which canister is one's own can be asked for a certified answer.
    const own = await alice.user_canister([]);
    expect(own).toHaveProperty("Ok");
    const certified = await byUpdate(person("alice"), "user_canister", IDL.encode([IDL.Opt(IDL.Principal)], [[]])); // prettier-ignore
    expect(IDL.decode([IDL.Variant({ Ok: IDL.Principal })], certified)).toEqual([own]);
    await byUpdate(person("alice"), "whoami", IDL.encode([], []));
    for (const name of ["whoami", "user_canister"])
      await expect(byUpdate(stranger, name, IDL.encode([], []))).rejects.toMatchObject(noAccount);
    const asked = byUpdate(moderator, "list_reports", IDL.encode([], []));
    await expect(asked).rejects.toMatchObject(turnedAway("Ask this by a query."));

    const federation = { canisterId: node.federationId, sender: operator };
    await node.runtime.stopCanister(federation);
    expect(await alice.delete_profile()).toEqual({ Ok: null });
    await node.settle();
    expect(await alice.whoami()).toMatchObject({ Ok: { canister_status: { DeletionPending: null } } });
    await node.runtime.startCanister(federation);
    expect(await alice.retry_delete_profile()).toEqual({ Ok: null });
    await node.settle();
    for (const name of ofUsers) await expect(alice[name]()).rejects.toMatchObject(noAccount);
  });
});
