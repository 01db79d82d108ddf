// Visibility to recipients and back, by Mastodon's rules (spec 03: Mentions; ActivityPub, section 5.6).
import { isPublic, PUBLIC } from "./namespace.ts";

/** Who may see a status, in Mastodon's words: Public, Unlisted, FollowersOnly and Direct of the specification. */
export const Visibility = {
  Public: "public",
  Unlisted: "unlisted",
  FollowersOnly: "private",
  Direct: "direct",
} as const;
/** One of the four visibilities. */
export type Visibility = (typeof Visibility)[keyof typeof Visibility];

/** The addressing of a status, and what to compare it with. */
export interface AddressedStatus {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Ids of the actors that Mention tags name. */
  readonly mentions?: readonly string[];
  /** The author's followers collection; null when not known. */
  readonly followers: string | null;
}

/**
 * Whom a status of this visibility is addressed to.
 * @param parties `followers`: the author's followers collection; `mentions`: ids of the mentioned actors
 */
export function addressing(
  visibility: Visibility,
  parties: { readonly followers: string; readonly mentions?: readonly string[] },
): { to: string[]; cc: string[] } {
  const { followers } = parties;
  const mentions = [...new Set(parties.mentions ?? [])];
  switch (visibility) {
    case "public":
      return { to: [PUBLIC], cc: [followers, ...mentions] };
    case "unlisted":
      return { to: [followers], cc: [PUBLIC, ...mentions] };
    case "private":
      return { to: [followers], cc: mentions };
    case "direct":
      return { to: mentions, cc: [] };
  }
}

/**
 * The visibility that the addressing says: public when Public is in `to`, unlisted when it is in `cc`, private when
 * the followers collection is in either, else direct. Without a known followers collection nothing is private.
 */
export function visibilityOf(status: AddressedStatus): Visibility {
  if (status.to.some(isPublic)) return "public";
  if (status.cc.some(isPublic)) return "unlisted";
  const { followers } = status;
  if (followers !== null && (status.to.includes(followers) || status.cc.includes(followers)))
    return "private";
  return "direct";
}

/** True when a `direct` status also goes to someone it does not mention: what Mastodon calls `limited`. */
export function isLimited(status: AddressedStatus): boolean {
  if (visibilityOf(status) !== "direct") return false;
  const mentions = new Set(status.mentions ?? []);
  return [...status.to, ...status.cc].some((recipient) => !mentions.has(recipient));
}
