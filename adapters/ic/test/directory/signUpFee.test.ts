import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as bindings from "../../src/candid/directory.did.ts";
import type { IDL } from "@icp-sdk/core/candid";
import { Principal } from "@icp-sdk/core/principal";
import type { PrepaySignUpResponse, SignUpResponse } from "../../src/candid/directory.did.ts";
import { methodsOf } from "../../src/frame/interface.ts";
import { operator, person, startCanisterNode, type CanisterNode } from "../support/canisterNode.ts";
import { openWallet, type Wallet } from "../support/wallet.ts";

const G = 1_000_000_000n;
const required = 1_100n * G;

function method(name: string): readonly [string, IDL.FuncClass] {
  const found = methodsOf(bindings).find(([it]) => it === name);
  if (found === undefined) throw new Error(name);
  return found;
}

describe("the fee of a sign-up (UC18)", () => {
  let node: CanisterNode;
  let wallet: Wallet;
  const signUp = (handle: string, cycles: bigint) =>
    wallet.call<SignUpResponse>(node.directoryId, method("sign_up"), [handle], cycles);
  const prepay = (principal: Principal, cycles: bigint) =>
    wallet.call<PrepaySignUpResponse>(node.directoryId, method("prepay_sign_up"), [principal], cycles);
  /** At the door, before a message is run. */
  const unpaid = (provided: bigint) => ({
    code: "not_accepted",
    message: expect.stringContaining(
      `A sign-up costs ${required} cycles, and ${provided} have been paid.`,
    ) as string,
  });
  const feesTaken = async () => (await node.as(operator).get_cycles_report()).fees_taken;

  beforeAll(async () => {
    node = await startCanisterNode({
      options: { creation_fee_cycles: [500n * G], initial_cycles: [600n * G], sign_up_fee_cycles: [] },
    });
    wallet = await openWallet(node.runtime);
  });
  afterAll(() => node.close());

  it("is named to whom brings none, or too little, and nothing is taken", async () => {
    await expect(node.as(person("alice")).sign_up("alice")).rejects.toMatchObject(unpaid(0n));
    expect(await signUp("alice", 0n)).toEqual({ Err: { InsufficientCycles: { required, provided: 0n } } });
    const before = await node.runtime.getCyclesBalance(node.directoryId);
    expect(await signUp("alice", required - 1n)).toEqual({
      Err: { InsufficientCycles: { required, provided: required - 1n } },
    });
    expect(await node.runtime.getCyclesBalance(node.directoryId)).toBeLessThanOrEqual(before);
    expect(await node.directory.get_user({ handle: "alice" })).toEqual({ Err: { NotFound: null } });
  });

  it("is not taken for a sign-up that is refused", async () => {
    expect(await signUp("no spaces", required)).toEqual({ Err: { InvalidHandle: null } });
    expect(await feesTaken()).toBe(0n);
  });

  it("is taken, and no more, and pays for the canister", async () => {
    const before = await node.runtime.getCyclesBalance(wallet.id);
    expect(await signUp("wallet", required * 2n)).toEqual({ Ok: null });
    const spent = before - (await node.runtime.getCyclesBalance(wallet.id));
    expect(spent).toBeGreaterThanOrEqual(required);
    expect(spent).toBeLessThan(required + 10n * G);
    expect(await feesTaken()).toBe(required);
    await node.settle();
    const made = await node.directory.get_user({ handle: "wallet" });
    if (!("Ok" in made)) throw new Error(JSON.stringify(made));
    const given = await node.runtime.getCyclesBalance(made.Ok.canister_id);
    expect(given).toBeGreaterThan(500n * G);
    expect(given).toBeLessThanOrEqual(600n * G);
  });

  it("can be paid in advance for a principal that has no cycles", async () => {
    const alice = person("alice");
    expect(await prepay(alice, required)).toEqual({ Ok: required });
    expect(await node.as(alice).sign_up("alice")).toEqual({ Ok: null });
    expect(await feesTaken()).toBe(2n * required);
    // It is spent now.
    expect(await node.as(alice).sign_up_fee([])).toEqual({ required, provided: 0n });
    await expect(node.as(person("bob")).sign_up("bob")).rejects.toMatchObject(unpaid(0n));
  });

  it("is taken in advance no further than it goes, and not of who has signed up", async () => {
    const carol = person("carol");
    const spent = async (pay: () => Promise<unknown>) => {
      const before = await node.runtime.getCyclesBalance(wallet.id);
      await pay();
      return before - (await node.runtime.getCyclesBalance(wallet.id));
    };
    expect(await prepay(carol, 400n * G)).toEqual({ Ok: 400n * G });
    expect(await node.as(Principal.anonymous()).sign_up_fee([carol])).toEqual({ required, provided: 400n * G }); // prettier-ignore
    await expect(node.as(carol).sign_up("carol")).rejects.toMatchObject(unpaid(400n * G));
    const rest = await spent(async () => expect(await prepay(carol, 5_000n * G)).toEqual({ Ok: required }));
    expect(rest).toBeGreaterThanOrEqual(required - 400n * G);
    expect(rest).toBeLessThan(required - 390n * G);
    expect(await spent(() => prepay(carol, 5_000n * G))).toBeLessThan(10n * G);
    expect(await node.as(carol).sign_up("carol")).toEqual({ Ok: null });
    expect(await feesTaken()).toBe(3n * required);
    expect(await spent(async () => expect(await prepay(carol, required)).toEqual({ Ok: 0n }))).toBeLessThan(
      10n * G,
    );
  });
});
