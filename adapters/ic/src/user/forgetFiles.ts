/**
 * A file that goes with a deleted status is given out no more at once, and the copy that the Federation has certified is
 * forgotten; the sweep takes its bytes later. Should the Federation never hear of it, its copy ends by itself.
 */

import { INSTANCE, mediaOf, statuses, type Context, type Owner, type User } from "@mastic/core";
import { forgetFile, isShown } from "./sweepFiles.ts";

/** The user, whose deleted statuses take their files along. */
export function forgettingFiles({ store }: Context, owner: Owner, user: User): User {
  return {
    ...user,
    async deleteStatus(caller, args) {
      const attached = await store.view(owner, async (view) => {
        const status = await view.find(statuses, "uri", { uri: args.statusUri });
        return status === undefined ? [] : mediaOf(view, status.id);
      });
      const deleted = await user.deleteStatus(caller, args);
      const hashes = new Set(attached.flatMap(({ blob, previewBlob }) => [blob, previewBlob]));
      if (hashes.size === 0) return deleted;
      await store.turn(INSTANCE, async (turn) => {
        for (const sha256 of hashes)
          // Files go by their hash: another status may show the same one.
          if (sha256 !== null && !(await isShown(turn, owner, sha256))) forgetFile(turn, sha256);
      });
      return deleted;
    },
  };
}
