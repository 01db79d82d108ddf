/** Which calls of the management canister are accepted from users (interface specification, "Request: Call"). */
import type { Principal } from "@icp-sdk/core/principal";
import type { IngressMessage } from "../subnet/ingress.ts";
import { notController, notFound, rejection, type Rejection } from "../subnet/rejection.ts";
import type { Subnet } from "../subnet/subnet.ts";
import { decodeArgument } from "./execute.ts";
import { Refusal } from "./method.ts";
import { managementMethods } from "./methods.ts";

const anybody = new Set(["provisional_create_canister_with_cycles", "provisional_top_up_canister"]);

export function inspectManagementCall(subnet: Subnet, message: IngressMessage): Rejection | undefined {
  const method = managementMethods.get(message.method);
  if (method?.ingress !== true) {
    return rejection(
      "IC0406",
      `The method '${message.method}' of the management canister cannot be called by a user`,
    );
  }
  if (anybody.has(message.method)) return undefined;
  let target: Principal | undefined;
  try {
    const argument = decodeArgument(method, message.method, message.argument);
    const { canister_id, target_canister } = argument as Record<string, Principal | undefined>;
    target = canister_id ?? target_canister;
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.rejection;
    throw thrown;
  }
  if (target === undefined) return undefined;
  const canister = subnet.find(target);
  if (canister === undefined) return notFound(target);
  return canister.isControlledBy(message.sender) ? undefined : notController(canister, message.sender);
}
