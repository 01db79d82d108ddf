/** What whoever is signed in may do for the whole node (Mastodon: entities/Role, the bits of `permissions`). */

import { useApp } from "./app.ts";
import { useMe } from "./useMe.ts";

const REPORTS = 1 << 4;
const SERVERS = 1 << 5;
const USERS = 1 << 10;
const RULES = 1 << 12;

export interface Permissions {
  readonly reports: boolean;
  /** Silencing and blocking other servers: where a governance decides, moderators do not. */
  readonly servers: boolean;
  /** Suspending people and naming moderators: where a governance decides, moderators do not. */
  readonly people: boolean;
  /** Writing the rules: where a governance decides, moderators do not. */
  readonly rules: boolean;
}

/** Undefined while it is not known. */
export function usePermissions(): Permissions | undefined {
  const me = useMe();
  const { moderates } = useApp().capabilities;
  if (me === undefined) return undefined;
  const bits = moderates ? Number(me.role?.permissions ?? "0") : 0;
  return {
    reports: (bits & REPORTS) !== 0,
    servers: (bits & SERVERS) !== 0,
    people: (bits & USERS) !== 0,
    rules: (bits & RULES) !== 0,
  };
}
