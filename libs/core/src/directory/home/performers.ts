/** Which performer does which effect on homes, where homes are rows of one store; a canister host makes canisters instead. */

import type { Context, KeyCrypto } from "../../context.ts";
import type { Performer } from "../../federation/perform/outcome.ts";
import { indexOlder } from "../../search/indexOlder.ts";
import { removeBoosts } from "../../status/removeBoosts.ts";
import { endPoll } from "../../user/endPoll.ts";
import { expireMedia, expireMute } from "../../user/expire.ts";
import { tellPoll } from "../../user/tellPoll.ts";
import { createHome } from "./createHome.ts";
import { deleteHome } from "./deleteHome.ts";
import { furnishHome } from "./furnishHome.ts";
import { suspendHome } from "./suspendHome.ts";

export type HomeEffect = "createHome" | "deleteHome" | "suspendHome" | HomeTimer;
/** What a home does later, by itself. */
export type HomeTimer = "expireMute" | "expireMedia" | "tellPoll" | "endPoll" | "removeBoosts" | "indexOlder";

/** What the host's worker calls for these kinds. */
export function homePerformers(ctx: Context, keyCrypto: KeyCrypto): Readonly<Record<HomeEffect, Performer>> {
  return {
    createHome: createHome(ctx, (user) => furnishHome(ctx, keyCrypto, user)),
    deleteHome: deleteHome(ctx),
    suspendHome: suspendHome(ctx),
    ...homeTimers(ctx),
  };
}

/** The part of it that a home performs wherever it is. */
export function homeTimers(ctx: Context): Readonly<Record<HomeTimer, Performer>> {
  return {
    expireMute: expireMute(ctx),
    expireMedia: expireMedia(ctx),
    tellPoll: tellPoll(ctx),
    endPoll: endPoll(ctx),
    removeBoosts: removeBoosts(ctx),
    indexOlder: indexOlder(ctx),
  };
}
