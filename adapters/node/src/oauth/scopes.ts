/** Mastodon: OAuth scopes. */

import { grants } from "@mastic/mastodon-api";

const resources = [
  "accounts", "blocks", "bookmarks", "collections", "favourites", "filters", "follows", "lists", "mutes",
  "notifications", "search", "statuses",
]; // prettier-ignore

export const supportedScopes: readonly string[] = [
  "read",
  ...resources.map((resource) => `read:${resource}`),
  "write",
  ...resources.filter((it) => it !== "search").map((resource) => `write:${resource}`),
  "write:conversations",
  "write:media",
  "write:reports",
  "profile",
  "follow",
  "push",
  "admin:read",
  "admin:write",
];

/** `a b`, `a+b` or a list; what is empty means `read`. */
export function parseScopes(asked: readonly string[]): string[] {
  const words = asked.flatMap((it) => it.split(/[\s+]+/)).filter((it) => it !== "");
  return words.length === 0 ? ["read"] : [...new Set(words)].slice(0, 60);
}

/** Whether each scope is one that there is. */
export function areKnown(scopes: readonly string[]): boolean {
  return scopes.every((scope) => supportedScopes.includes(scope) || scope.startsWith("admin:"));
}

/** Whether an application that registered `registered` may ask for `asked`. */
export function areWithin(asked: readonly string[], registered: readonly string[]): boolean {
  return asked.every((scope) => grants(registered, scope));
}
