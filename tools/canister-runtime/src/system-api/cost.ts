/** What calls will cost (interface specification, "Cycle cost calculation"). */
import { callPrice, callReserve, outcallPrice, prices } from "../cycles/prices.ts";
import type { Execution } from "../execution/execution.ts";
import { systemFunction, type SystemFunctions } from "./system-function.ts";

const known = 0;
const unknownAlgorithm = 1;
const unknownKey = 2;

/** For an algorithm out of `algorithms`, given by its number, and a key by its name. */
function signatureCost(algorithms: number): SystemFunctions[string] {
  const run = (x: Execution, source: number, size: number, algorithm: number, target: number): number => {
    const name = Buffer.from(x.copyIn(source, size)).toString("utf8");
    if (algorithm >= algorithms) return unknownAlgorithm;
    const price = prices.signature.get(name);
    if (price === undefined) return unknownKey;
    x.writeCycles(target, price);
    return known;
  };
  return systemFunction("ppip:i", "* s", 500, run);
}

export const costFunctions: SystemFunctions = {
  cost_call: systemFunction(
    "llp",
    "* s",
    500,
    (x, nameBytes: bigint, payloadBytes: bigint, target: number) => {
      const { limits } = x.surroundings;
      const reserve = callReserve(limits.replyBytes, limits.updateInstructions);
      const price = callPrice(Number(nameBytes + payloadBytes));
      x.writeCycles(target, price + reserve.execution + reserve.transmission);
    },
  ),
  cost_create_canister: systemFunction("p", "* s", 500, (x, target: number) =>
    x.writeCycles(target, prices.createCanister),
  ),
  cost_http_request: systemFunction(
    "llp",
    "* s",
    500,
    (x, request: bigint, response: bigint, target: number) =>
      x.writeCycles(target, outcallPrice(request, response)),
  ),
  cost_sign_with_ecdsa: signatureCost(1),
  cost_sign_with_schnorr: signatureCost(2),
  cost_vetkd_derive_key: signatureCost(1),
};
