/** Mastodon: entities/Relationship. */

import type { Relationship } from "@mastic/core";
import type { JsonObject } from "./account.ts";
import { time } from "./time.ts";

export function relationshipEntity(it: Relationship): JsonObject {
  return {
    id: it.account.id.toString(),
    following: it.following,
    showing_reblogs: it.showReblogs,
    notifying: it.notify,
    languages: it.languages === null ? null : [...it.languages],
    followed_by: it.followedBy,
    blocking: it.blocking,
    blocked_by: it.blockedBy,
    muting: it.muting,
    muting_notifications: it.mutingNotifications,
    muting_expires_at: it.mutingExpiresAt === null ? null : time(it.mutingExpiresAt),
    requested: it.requested,
    requested_by: it.requestedBy,
    domain_blocking: false,
    endorsed: false,
    note: "",
  };
}
