/** The effects of the domain: one kind for each thing that a host does after a commit. */

import type { NewEffect } from "./store/effect.ts";

/** A POST of a signed activity to one remote inbox, in the name of the effect's owner. */
export interface DeliverPayload {
  readonly inbox: string;
  readonly activityId: string;
  /** It is for followers only: the delivery says who they are on the receiver's server (FEP-8fcf). */
  readonly toFollowersOnly?: boolean;
  /** What the delivery says of them (`Collection-Synchronization`), where they are in another store than this effect. */
  readonly synchronization?: string;
}

/** Hands an activity of this node to local users: to those named, and to everyone who follows `followersOf`. */
export interface RoutePayload {
  readonly activityId: string;
  readonly actorUri: string;
  /** Local account ids, in decimal. */
  readonly targets: readonly string[];
  readonly toFollowers: boolean;
}

/** Tells the local followers of the effect's owner that somebody else's status, which the owner boosts or quotes, has changed. */
export interface ForwardPayload {
  /** Of the activity that told the owner. */
  readonly activityId: string;
  readonly actorUri: string;
  readonly objectUri: string;
  readonly change: "Update" | "Delete";
  readonly targets: readonly string[];
  readonly toFollowers: boolean;
}

/** Spreads an activity over its author's followers, a page of inboxes at a time. */
export interface FanOutPayload {
  readonly activityId: string;
  readonly actorUri: string;
  readonly toFollowersOnly?: boolean;
  /** Inboxes already served. */
  readonly except: readonly string[];
  /** The last inbox of the page before. */
  readonly after: string | null;
}

/** Who has to do with whom, told to the Federation. */
export interface SubscribePayload {
  readonly actorUri: string;
  readonly userId: string;
  readonly change: "follows" | "followed" | "none";
}

/** What a server says of who follows one of its actors from here (FEP-8fcf). */
export interface SynchronizeFollowersPayload {
  readonly actorUri: string;
  /** Where they are listed. */
  readonly url: string;
  readonly digest: string;
}

/** Fetches an object and stores it: the parent of an answer, the status of a boost. */
export interface ResolvePayload {
  readonly uri: string;
  /** How many steps up a thread led here; the walk ends at a bound. */
  readonly depth?: number;
}

/** Finds out whether a status may show what it quotes. */
export interface VerifyQuotePayload {
  /** The status that quotes, in decimal. */
  readonly statusId: string;
  /** The QuoteAuthorization that its author, or an Accept, names. */
  readonly approvalUri: string | null;
  /** How many steps of threads and quotes led here. */
  readonly depth: number;
}

/** Makes, or removes, a user's home. */
export interface HomePayload {
  readonly userId: string;
  /** Only what was kept for deliveries under way is left to remove. */
  readonly last?: boolean;
}

/** Tells a user's home, and through it the followers, that the account is suspended, or no longer is. */
export interface SuspendPayload {
  readonly userId: string;
  readonly suspended: boolean;
  /** Tells this change from others, in decimal. */
  readonly version: string;
}

/** Brings the accounts of a domain into line with the domain blocks as they are when it is performed. */
export interface EnforceDomainBlockPayload {
  readonly domain: string;
  /** The last account that was looked at, by its host and its id in decimal; none at the beginning. */
  readonly after?: { readonly host: string; readonly id: string };
}

/** A status by its id, in decimal. */
export interface StatusPayload {
  readonly statusId: string;
}

/** How far the index of what is older has come. */
export interface IndexOlderPayload {
  /** How many lists are done, in decimal. */
  readonly list: string;
  /** Where the next one goes on; `null` at its beginning. */
  readonly before: string | null;
}

/** An activity that came in, as `receivedActivities` names it. */
export interface ReceivePayload {
  readonly activityUri: string;
  readonly actorUri: string;
  /** The handle of a personal inbox; `null` for the shared one. */
  readonly inboxOf: string | null;
}

/** An activity, verified, for one local user whose home has a store of its own. */
export interface HandOverPayload {
  /** In decimal. */
  readonly userId: string;
}

export type CoreEffect =
  | { readonly kind: "deliver"; readonly payload: DeliverPayload }
  | { readonly kind: "route"; readonly payload: RoutePayload }
  /** Left only where each user has a store of their own. */
  | { readonly kind: "forward"; readonly payload: ForwardPayload }
  | { readonly kind: "fanOut"; readonly payload: FanOutPayload }
  /** An activity from elsewhere, verified, to be given to whom it concerns. Its body is the activity. */
  | {
      readonly kind: "receive";
      readonly payload: ReceivePayload;
    }
  /** A `receive` that needs what only other servers have: done over again by who may wait for them. */
  | { readonly kind: "gatherAndReceive"; readonly payload: ReceivePayload }
  | { readonly kind: "handOver"; readonly payload: HandOverPayload }
  | { readonly kind: "subscribe"; readonly payload: SubscribePayload }
  | { readonly kind: "synchronizeFollowers"; readonly payload: SynchronizeFollowersPayload }
  | { readonly kind: "resolve"; readonly payload: ResolvePayload }
  | { readonly kind: "verifyQuote"; readonly payload: VerifyQuotePayload }
  | { readonly kind: "enforceDomainBlock"; readonly payload: EnforceDomainBlockPayload }
  | { readonly kind: "createHome"; readonly payload: HomePayload }
  | { readonly kind: "deleteHome"; readonly payload: HomePayload }
  | { readonly kind: "suspendHome"; readonly payload: SuspendPayload }
  /** Ends a mute of the effect's owner whose time is over. */
  | { readonly kind: "expireMute"; readonly payload: { readonly actorUri: string } }
  /** Tells the new figures of a poll of the effect's owner. */
  | { readonly kind: "tellPoll"; readonly payload: StatusPayload }
  /** Ends a poll that the effect's owner wrote, or has voted in. */
  | { readonly kind: "endPoll"; readonly payload: StatusPayload }
  /** Removes boosts of a status that is gone, as many as one turn can. */
  | { readonly kind: "removeBoosts"; readonly payload: StatusPayload }
  /** Indexes some of what the effect's owner may search for, and leaves the wish for the rest. */
  | { readonly kind: "indexOlder"; readonly payload: IndexOlderPayload }
  /** Removes an upload of the effect's owner that no status has taken. */
  | { readonly kind: "expireMedia"; readonly payload: { readonly mediaId: string } };

/** An effect of the domain with the delivery options of the outbox. */
export function effect(
  it: CoreEffect,
  options: Pick<NewEffect, "key" | "isUrgent" | "lane" | "body" | "dueAt"> = {},
): NewEffect {
  return { kind: it.kind, payload: { ...it.payload }, ...options };
}
