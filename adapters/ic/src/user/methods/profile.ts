/** The profile: read by anybody, changed by its owner (UC3, UC7). */

import { CoreError } from "@mastic/core";
import { callerOf } from "../../host/principals.ts";
import { toUserProfile } from "../answers.ts";
import { findFile } from "../files.ts";
import type { Methods, Parts } from "../methods.ts";

export function profile(parts: Parts): Pick<Methods, "get_profile" | "update_profile"> {
  return {
    async get_profile() {
      const { context, user } = parts();
      return toUserProfile(context.instance.origin, await user.getProfile());
    },
    async update_profile(caller, { display_name, bio, avatar_url }) {
      const [url] = avatar_url;
      await parts().user.updateProfile(callerOf(caller), {
        displayName: display_name[0],
        bio: bio[0],
        avatar: url === undefined ? undefined : await pictureAt(parts, url),
      });
    },
  };
}

/** A picture of this home, by its address; the empty one takes the picture away. @throws {CoreError} `BadArgs` */
async function pictureAt(parts: Parts, url: string): Promise<string | null> {
  if (url === "") return null;
  const { store, instance } = parts().context;
  const prefix = `${instance.origin}/media/`;
  const hash = url.startsWith(prefix) ? url.slice(prefix.length) : "";
  if ((await findFile(store, hash)) === undefined) {
    throw new CoreError("BadArgs", "A picture is uploaded first.", { field: "avatar_url" });
  }
  return hash;
}
