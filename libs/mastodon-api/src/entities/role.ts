/** Mastodon: entities/Role: what somebody may do beyond their own account. */

import type { JsonObject } from "./account.ts";

/** Mastodon: the bits of `permissions` whose methods are served here. */
const bits = {
  manageReports: 1 << 4,
  manageFederation: 1 << 5,
  manageUsers: 1 << 10,
  manageRules: 1 << 12,
  manageRoles: 1 << 17,
  deleteUserData: 1 << 19,
} as const;

export interface Standing {
  readonly moderator: boolean;
  /** A governance decides about people, moderators, rules and other servers, in place of these. */
  readonly governed: boolean;
}

export function roleEntity({ moderator, governed }: Standing): JsonObject {
  const decisions =
    bits.manageFederation | bits.manageUsers | bits.manageRules | bits.manageRoles | bits.deleteUserData;
  return {
    id: moderator ? "1" : "-99",
    name: moderator ? "Moderator" : "",
    color: "",
    permissions: (moderator ? bits.manageReports | (governed ? 0 : decisions) : 0).toString(),
    highlighted: moderator,
  };
}
