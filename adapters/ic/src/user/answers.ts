/** Rows of the domain as the User canister's Candid interface shows them. */

import { pictureUrl, type AccountRow } from "@mastic/core";
import type { UserProfile } from "../candid/user.did.ts";

const NS = 1_000_000n;

/** @param origin of the instance, where local pictures are */
export function toUserProfile(origin: string, account: AccountRow): UserProfile {
  const { username, displayName, note, avatar, createdAt } = account;
  return {
    handle: username,
    display_name: displayName === "" ? [] : [displayName],
    bio: note === "" ? [] : [note],
    avatar_url: avatar === null ? [] : [pictureUrl(origin, avatar)],
    created_at: BigInt(createdAt) * NS,
  };
}
