/** Mastodon: entities/Tag. */

import type { Instance } from "@mastic/core";
import type { JsonObject } from "./account.ts";
import { tagUrl } from "./status.ts";

/** @param now ms since the Unix epoch: the history names the last seven days */
export function tagEntity(instance: Instance, tag: string, now: number): JsonObject {
  const today = Math.floor(now / 86_400_000) * 86_400;
  return {
    id: tag,
    name: tag,
    url: tagUrl(instance, tag),
    history: Array.from({ length: 7 }, (_, index) => ({
      day: (today - index * 86_400).toString(),
      uses: "0",
      accounts: "0",
    })),
    following: false,
    featuring: false,
  };
}
