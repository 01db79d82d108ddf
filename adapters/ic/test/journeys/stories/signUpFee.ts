/** UC18 on canisters: a sign-up pays for its canister with cycles that a wallet attaches, or has paid in advance. */

import { CoreError } from "@mastic/core";
import type { SignUpPrice } from "@mastic/core/contract";
import type { PrepaySignUpResponse, SignUpFee, SignUpResponse } from "../../../src/candid/directory.did.ts";
import * as bindings from "../../../src/candid/directory.did.ts";
import { methodsOf } from "../../../src/frame/interface.ts";
import { operator, person, type NodeOptions } from "../../support/canisterNode.ts";
import { openWallet } from "../../support/wallet.ts";
import type { CanisterJourneyHost } from "../host.ts";
import { reaching } from "../refusal.ts";

const G = 1_000_000_000n;
const CREATION = 500n * G;
const INITIAL = 600n * G;
const FEE = CREATION + INITIAL;
/** More than the wallet's own messages cost. */
const MARGIN = 10n * G;

export const feeOptions: NonNullable<NodeOptions["options"]> = {
  creation_fee_cycles: [CREATION],
  initial_cycles: [INITIAL],
  sign_up_fee_cycles: [],
};

const attached = { "too little": FEE - G, enough: FEE, "twice as much": 2n * FEE } as const;

export function signUpFee(host: CanisterJourneyHost): SignUpPrice {
  const node = host.canisters;
  let opened: ReturnType<typeof openWallet> | undefined;
  const wallet = () => (opened ??= openWallet(node.runtime));

  async function signUp(handle: string, paying: Parameters<SignUpPrice["signUp"]>[1]) {
    if (paying === "nothing" || paying === "paid for Alice") {
      const browser = node.as(person(`principal-of-${handle}`));
      try {
        const reply = await reaching({ principal: handle }, () => browser.sign_up(handle));
        // From here on the host knows whose home it is to look for.
        await host.here.directory.whoAmI({ principal: `principal-of-${handle}` }).catch(() => undefined);
        return told(reply, 0n);
      } catch (error) {
        if (!(error instanceof CoreError && error.code === "Unauthorized")) throw error;
        // Who has not paid is turned away at the door, and asks what it costs.
        return priceNotMet(await browser.sign_up_fee([]), 0n);
      }
    }
    const payer = await wallet();
    const before = await node.runtime.getCyclesBalance(payer.id);
    const reply = await payer.call<SignUpResponse>(
      node.directoryId,
      method("sign_up"),
      [handle],
      attached[paying],
    );
    const spent = before - (await node.runtime.getCyclesBalance(payer.id));
    const price = "Ok" in reply ? FEE : 0n;
    if (spent < price || spent > price + MARGIN) throw new Error(`It took ${spent} cycles.`);
    return told(reply, attached[paying]);
  }

  return {
    signUp,
    async payForAlice() {
      const reply = await (
        await wallet()
      ).call<PrepaySignUpResponse>(
        node.directoryId,
        method("prepay_sign_up"),
        [person("principal-of-alice")],
        FEE,
      );
      if (!("Ok" in reply) || reply.Ok !== FEE) throw new Error("It was not paid.");
      return "Ok";
    },
    async taken() {
      const { fees_taken } = await node.as(operator).get_cycles_report();
      if (fees_taken % FEE !== 0n) throw new Error(`${fees_taken} cycles have been taken.`);
      return Number(fees_taken / FEE);
    },
    hasHome: async (handle) => "Ok" in (await node.directory.get_user({ handle })),
  };
}

function method(name: string) {
  const found = methodsOf(bindings).find(([it]) => it === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

/** @param paid what came with the call */
function told(reply: SignUpResponse, paid: bigint): "Ok" | "PriceNotMet" | "InvalidHandle" {
  if ("Ok" in reply) return "Ok";
  if ("InvalidHandle" in reply.Err) return "InvalidHandle";
  if (!("InsufficientCycles" in reply.Err)) throw new Error(JSON.stringify(reply.Err));
  return priceNotMet(reply.Err.InsufficientCycles, paid);
}

function priceNotMet({ required, provided }: SignUpFee, paid: bigint): "PriceNotMet" {
  if (required !== FEE || provided !== paid) throw new Error(`It wants ${required}, and got ${provided}.`);
  return "PriceNotMet";
}
