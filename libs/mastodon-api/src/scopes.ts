/** What the scopes of a token let its client do. */

const FOLLOW = ["read:blocks", "write:blocks", "read:follows", "write:follows", "read:mutes", "write:mutes"];

/** Mastodon: OAuth scopes. `read` grants `read:statuses`; the old `follow` grants six of them. */
export function grants(granted: readonly string[], wanted: string): boolean {
  if (granted.includes(wanted)) return true;
  if (granted.includes("follow") && FOLLOW.includes(wanted)) return true;
  const colon = wanted.lastIndexOf(":");
  if (colon > 0 && grants(granted, wanted.slice(0, colon))) return true;
  return wanted === "profile" && (granted.includes("read") || granted.includes("read:accounts"));
}
