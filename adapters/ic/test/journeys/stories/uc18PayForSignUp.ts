/** UC18: As the System, sign-up spam should be prevented via a cycles fee. */

import type { PrepaySignUpResponse, SignUpResponse } from "../../../src/candid/directory.did.ts";
import * as bindings from "../../../src/candid/directory.did.ts";
import { methodsOf } from "../../../src/frame/interface.ts";
import { operator, person, type CanisterNode } from "../../support/canisterNode.ts";
import { openWallet } from "../../support/wallet.ts";
import type { CanisterStory } from "../canisterStories.ts";

const G = 1_000_000_000n;
const CREATION = 500n * G;
const INITIAL = 600n * G;
const FEE = CREATION + INITIAL;

export const payForSignUp: CanisterStory = {
  story: "UC18",
  title: "Pay for a sign-up",
  options: { creation_fee_cycles: [CREATION], initial_cycles: [INITIAL], sign_up_fee_cycles: [] },
  async play(stage, node) {
    const alice = { principal: "principal-of-alice" };
    stage.expect("without cycles", told(await node.as(person(alice.principal)).sign_up("alice")), {
      refused: "InsufficientCycles",
      required: billions(FEE),
      provided: "0 G",
    });

    const wallet = await openWallet(node.runtime);
    const signUp = async (handle: string, cycles: bigint) =>
      told(await wallet.call<SignUpResponse>(node.directoryId, method("sign_up"), [handle], cycles));
    stage.expect("with too few", await signUp("walter", FEE - G), {
      refused: "InsufficientCycles",
      required: billions(FEE),
      provided: billions(FEE - G),
    });
    await stage.refused("nobody is there", "NotFound", () =>
      stage.here.directory.getUser({ handle: "walter" }),
    );
    stage.expect("with a handle that cannot be", await signUp("no spaces", FEE), {
      refused: "InvalidHandle",
    });
    stage.expect("nothing has been taken", await feesTaken(node), "0 G");

    const before = await node.runtime.getCyclesBalance(wallet.id);
    stage.expect("with more than enough", await signUp("walter", 2n * FEE), "Ok");
    stage.expect("the fee is taken", await feesTaken(node), billions(FEE));
    const spent = before - (await node.runtime.getCyclesBalance(wallet.id));
    stage.expect("and no more", spent >= FEE && spent < FEE + 10n * G, true);
    await stage.settle();
    const home = await node.directory.get_user({ handle: "walter" });
    stage.expect("it pays for a home", "Ok" in home, true);

    const prepaid = await wallet.call<PrepaySignUpResponse>(
      node.directoryId,
      method("prepay_sign_up"),
      [person(alice.principal)],
      FEE,
    );
    stage.expect("somebody pays for Alice", "Ok" in prepaid ? billions(prepaid.Ok) : prepaid, billions(FEE));
    const resident = await stage.person("alice");
    stage.expect("and she signs up", (await resident.user.getProfile()).uri, resident.uri);
    stage.expect("which is paid once", told(await node.as(person("bob")).sign_up("bob")), {
      refused: "InsufficientCycles",
      required: billions(FEE),
      provided: "0 G",
    });
    stage.expect("two fees have been taken", await feesTaken(node), billions(2n * FEE));
  },
};

function method(name: string) {
  const found = methodsOf(bindings).find(([it]) => it === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

/** Billions, as the transcript takes longer numbers for ids. */
const billions = (cycles: bigint): string => `${cycles / G} G`;

function told(reply: SignUpResponse) {
  if ("Ok" in reply) return "Ok";
  if ("InsufficientCycles" in reply.Err) {
    const { required, provided } = reply.Err.InsufficientCycles;
    return { refused: "InsufficientCycles", required: billions(required), provided: billions(provided) };
  }
  return { refused: Object.keys(reply.Err).join() };
}

async function feesTaken(node: CanisterNode): Promise<string> {
  return billions((await node.as(operator).get_cycles_report()).fees_taken);
}
