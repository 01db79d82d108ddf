/** Which performer does which kind of effect: what a host's worker calls. */

import type { FederationContext } from "../context.ts";
import { followersInStore, type FollowersHere } from "../followersHere.ts";
import type { Gatherer } from "../gather.ts";
import type { RecentActivities } from "../recentActivities.ts";
import type { Signers } from "../signers.ts";
import { endingBadValues } from "./badValues.ts";
import { deliver } from "./deliver.ts";
import { enforceDomainBlock } from "./enforceDomainBlock.ts";
import { fanOut } from "./fanOut.ts";
import type { Performer } from "./outcome.ts";
import { gatherAndReceive, receive, route } from "./receive.ts";
import { resolve } from "./resolve.ts";
import { subscribe } from "./subscribe.ts";
import { synchronizeFollowers } from "./synchronizeFollowers.ts";
import { verifyQuote } from "./verifyQuote.ts";

/** The kinds of effect that the Federation performs; homes are the Directory's. */
export type FederationEffect =
  | "deliver"
  | "fanOut"
  | "route"
  | "receive"
  | "gatherAndReceive"
  | "subscribe"
  | "synchronizeFollowers"
  | "resolve"
  | "verifyQuote"
  | "enforceDomainBlock";

/**
 * What a performer of this kind waits for: this node's store alone, other servers that are asked, or other servers that
 * are told something. A host gives each its own places, so that no server's silence holds up another kind of work.
 */
export const waitsFor: Readonly<Record<FederationEffect, "store" | "answers" | "delivery">> = {
  deliver: "delivery",
  fanOut: "store",
  route: "store",
  receive: "store",
  gatherAndReceive: "answers",
  subscribe: "store",
  synchronizeFollowers: "answers",
  resolve: "answers",
  verifyQuote: "answers",
  enforceDomainBlock: "store",
};

/**
 * @param home gathers from the store alone
 * @param followersHere where they are in stores of their own
 */
export function performers(
  env: { readonly ctx: FederationContext; readonly gather: Gatherer },
  home: { readonly ctx: FederationContext; readonly gather: Gatherer },
  signers: Signers,
  recent: RecentActivities,
  followersHere?: FollowersHere,
): Readonly<Record<FederationEffect, Performer>> {
  return {
    deliver: endingBadValues(deliver(env.ctx, signers)),
    fanOut: endingBadValues(fanOut(env.ctx)),
    route: endingBadValues(route(home)),
    receive: endingBadValues(receive(home, recent)),
    gatherAndReceive: endingBadValues(gatherAndReceive(env)),
    subscribe: endingBadValues(subscribe(env.ctx)),
    synchronizeFollowers: endingBadValues(
      synchronizeFollowers(env.ctx, env.gather, followersHere ?? followersInStore(env.ctx)),
    ),
    resolve: endingBadValues(resolve(env.gather)),
    verifyQuote: endingBadValues(verifyQuote(env.ctx, env.gather)),
    enforceDomainBlock: enforceDomainBlock(env.ctx),
  };
}
