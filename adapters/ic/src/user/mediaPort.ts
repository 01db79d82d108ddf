/** Takes in what the Mastodon API uploads in one message; larger files come chunk by chunk through the typed methods. */

import type { Context, Owner, User } from "@mastic/core";
import { ApiError, type MediaPort } from "@mastic/mastodon-api";
import { profiles } from "@mastic/core";
import { keepFile } from "./files.ts";
import { kindOf, uploadLimits } from "../host/mediaKinds.ts";

export function mediaPort(context: Context, user: User, owner: Owner): MediaPort {
  const keep = async (file: { readonly type: string; readonly bytes: Uint8Array }): Promise<string> => {
    if (kindOf(typeOf(file)) === undefined) {
      throw new ApiError(422, "Validation failed: File content type is invalid");
    }
    return keepFile(context.store, file.bytes, typeOf(file));
  };
  return {
    async attach(_owner, { file, description, focus }) {
      const blob = await keep(file);
      const profile = await context.store.view(owner, (view) => view.get(profiles, { accountId: owner }));
      const mediaType = typeOf(file);
      return user.attachMedia(
        { principal: profile?.principal ?? null },
        {
          kind: kindOf(mediaType) ?? "unknown",
          mediaType,
          blob,
          description,
          meta: focus === null ? {} : { focus },
        },
      );
    },
    picture: (_kind, file) => keep(file),
    limits: uploadLimits,
  };
}

function typeOf({ type }: { readonly type: string }): string {
  return type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
