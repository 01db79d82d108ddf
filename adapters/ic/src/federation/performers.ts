/** Which performer does which effect of the Federation canister. */

import type { Federation, FederationContext, Outcome, Performer } from "@mastic/core";
import type { Principal } from "@icp-sdk/core/principal";
import type { Performers } from "../host/outbox.ts";
import { FORGET_STAGING, forgetStaging } from "./appStaging.ts";
import { callHome, homeOf } from "./homes.ts";
import { FORGET_USER } from "./registerUser.ts";
import { forgetUser } from "./forgetUser.ts";
import { withReports } from "./reports.ts";
import { ensureSigningKey } from "./signingKeys.ts";

export function performers(
  context: FederationContext,
  federation: Federation,
  directory: Principal,
): Performers {
  return {
    receive: withReports(federation.relay, directory),
    enforceDomainBlock: federation.perform.enforceDomainBlock,
    synchronizeFollowers: federation.perform.synchronizeFollowers,
    deliver: deliver(context, federation.perform.deliver),
    handOver: handOver(context),
    [FORGET_USER]: forgetUser(context),
    [FORGET_STAGING]: forgetStaging(context),
  };
}

/** A delivery in the name of a user waits until there is a key to sign it with. */
function deliver(context: FederationContext, perform: Performer): Performer {
  return async (effect) => {
    const isSigned = effect.owner === 0n || (await ensureSigningKey(context, effect.owner));
    return isSigned ? perform(effect) : retry("Its author has no key yet.");
  };
}

/** Brings an activity to one home, which decides what it does there. */
function handOver(context: FederationContext): Performer {
  return async ({ payload, body }) => {
    const userId =
      typeof payload === "object" && payload !== null && "userId" in payload ? payload.userId : undefined;
    if (typeof userId !== "string" || body === null) return permanent("There is nothing to hand over.");
    const home = await homeOf(context, BigInt(userId));
    if (home === undefined || home.status !== "Active") return permanent("The user does not live here.");
    const reply = await callHome(home, "receive_activity", [{ activity_json: body.content }]);
    if ("Ok" in reply) return { status: "done" };
    const refusal = Object.keys(reply.Err).join();
    return "InvalidActivity" in reply.Err ? permanent(refusal) : retry(refusal);
  };
}

const permanent = (error: string): Outcome => ({ status: "permanent", error });
const retry = (error: string): Outcome => ({ status: "retry", error });
