/** What somebody has staged of a web app goes with their being a moderator (decisions/032). */

import { INSTANCE, moderators, type Context, type Directory, type Performer } from "@mastic/core";
import { Principal } from "@icp-sdk/core/principal";
import { isController } from "../host/principals.ts";
import { unstageAppFiles } from "./webApp.ts";

export const UNSTAGE_REMOVED = "unstageRemovedUploader";

/** A Directory that also takes away what those have staged whom it takes from the moderators. */
export function unstagingRemoved({ store }: Context, directory: Directory): Directory {
  return {
    ...directory,
    async removeModerator(caller, args) {
      await directory.removeModerator(caller, args);
      // In the same message, as nothing outside is waited for: either both are kept, or neither.
      await store.turn(INSTANCE, async (turn) => {
        turn.emit({ kind: UNSTAGE_REMOVED, payload: null, key: args.principal, isUrgent: true });
      });
    },
  };
}

/** The Federation hears calls in the order in which they are made, so that nothing staged later is taken away. */
export function unstageRemoved({ store }: Context, federation: Principal): Performer {
  return async ({ key }) => {
    const principal = key ?? "";
    const uploader = Principal.fromText(principal);
    const moderator = await store.view(INSTANCE, (view) => view.get(moderators, { principal }));
    if (moderator === undefined && !isController(uploader)) await unstageAppFiles(federation, uploader);
    return { status: "done" };
  };
}
