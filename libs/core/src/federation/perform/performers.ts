/** Which performer does which kind of effect: what a host's worker calls. */

import type { FederationContext } from "../context.ts";
import type { Gatherer } from "../gather.ts";
import type { RecentActivities } from "../recentActivities.ts";
import type { Signers } from "../signers.ts";
import { endingBadValues } from "./badValues.ts";
import { deliver } from "./deliver.ts";
import { enforceDomainBlock } from "./enforceDomainBlock.ts";
import { fanOut } from "./fanOut.ts";
import type { Performer } from "./outcome.ts";
import { receive, route } from "./receive.ts";
import { resolve } from "./resolve.ts";
import { subscribe } from "./subscribe.ts";

/** The kinds of effect that the Federation performs; homes are the Directory's. */
export type FederationEffect =
  "deliver" | "fanOut" | "route" | "receive" | "subscribe" | "resolve" | "enforceDomainBlock";

export function performers(
  env: { readonly ctx: FederationContext; readonly gather: Gatherer },
  signers: Signers,
  recent: RecentActivities,
): Readonly<Record<FederationEffect, Performer>> {
  return {
    deliver: endingBadValues(deliver(env.ctx, signers)),
    fanOut: endingBadValues(fanOut(env.ctx)),
    route: endingBadValues(route(env)),
    receive: endingBadValues(receive(env, recent)),
    subscribe: endingBadValues(subscribe(env.ctx)),
    resolve: endingBadValues(resolve(env.gather)),
    enforceDomainBlock: enforceDomainBlock(env.ctx),
  };
}
