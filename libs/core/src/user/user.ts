/** User: one account's own actor, and everything its owner may do (spec 01: User Canister; spec 05: User Canister Types). */

import type { Caller, UserContext } from "../context.ts";
import type { AccountRow } from "../schema/accounts.ts";
import type { MediaRow } from "../schema/media.ts";
import type { QuotePolicy, StatusRow } from "../schema/statuses.ts";
import type { FilterKeywordRow, FilterStatusRow, FollowingRow, ListRow } from "../schema/user.ts";
import type { FilterView } from "../read/filters.ts";
import { blockUser, unblockUser, type AccountArgs } from "./blockUser.ts";
import { bookmark, unbookmark } from "./bookmark.ts";
import { muteConversation, unmuteConversation } from "./muteConversation.ts";
import { boostStatus, undoBoost, type BoostStatusArgs } from "./boostStatus.ts";
import { deleteStatus, type DeleteStatusArgs } from "./deleteStatus.ts";
import { dismissNotification, dismissNotifications } from "./dismissNotification.ts";
import { editStatus, type EditStatusArgs } from "./editStatus.ts";
import { featureTag, unfeatureTag, type TagArgs } from "./featureTag.ts";
import { acceptFollow, rejectFollow, removeFollower, type FollowerArgs } from "./followRequests.ts";
import { followUser, unfollowUser, type FollowUserArgs } from "./followUser.ts";
import { getLocalStatus, getProfile, getStatuses, getStatusMedia, type Requester } from "./getStatuses.ts";
import { getThread, type Answers } from "./getThread.ts";
import { likeStatus, undoLike } from "./likeStatus.ts";
import { getFollowers, getFollowing, getFollowRequests, getLiked } from "./lists.ts";
import {
  addFilterKeyword,
  removeFilterKeyword,
  updateFilterKeyword,
  type KeywordChange,
} from "./filterKeywords.ts";
import { addFilterStatus, removeFilterStatus } from "./filterStatuses.ts";
import { createFilter, deleteFilter, updateFilter, type FilterArgs } from "./manageFilters.ts";
import {
  addToList,
  createList,
  deleteList,
  removeMembers,
  updateList,
  type ListArgs,
  type ListMembersArgs,
} from "./manageLists.ts";
import {
  attachMedia,
  deleteMedia,
  updateMedia,
  type AttachMediaArgs,
  type UpdateMediaArgs,
} from "./media.ts";
import { addAlias, moveAccount, removeAlias, type AliasArgs } from "./moveAccount.ts";
import { muteUser, unmuteUser, type MuteUserArgs } from "./muteUser.ts";
import type { OffsetArgs } from "./offset.ts";
import { pinStatus, unpinStatus } from "./pinStatus.ts";
import { publishStatus, type PublishStatusArgs } from "./publishStatus.ts";
import { setQuotePolicy } from "./quotePolicy.ts";
import { readFeed, type FeedItem } from "./readFeed.ts";
import { revokeQuote, type RevokeQuoteArgs } from "./revokeQuote.ts";
import { setMarkers, type MarkerRow, type MarkersArgs } from "./setMarkers.ts";
import { updateProfile, type UpdateProfileArgs } from "./updateProfile.ts";
import { votePoll, type VoteArgs } from "./votePoll.ts";

type StatusUrl = { readonly statusUrl: string };
type StatusUri = { readonly statusUri: string };

/**
 * What a user's home answers. Every command takes the caller first and refuses all but the owner with
 * `AnonymousPrincipal`, `Unauthorized` or `Suspended`; social ones may answer `RateLimitExceeded`. A command has
 * happened once its promise fulfils; what it sends to others follows from the outbox.
 */
export interface User {
  updateProfile(caller: Caller, args: UpdateProfileArgs): Promise<AccountRow>;
  publishStatus(caller: Caller, args: PublishStatusArgs): Promise<StatusRow>;
  editStatus(caller: Caller, args: EditStatusArgs): Promise<StatusRow>;
  /** For the owner and for moderators. */
  deleteStatus(caller: Caller, args: DeleteStatusArgs): Promise<StatusRow>;
  setQuotePolicy(caller: Caller, args: StatusUri & { readonly quotePolicy: QuotePolicy }): Promise<StatusRow>;
  revokeQuote(caller: Caller, args: RevokeQuoteArgs): Promise<StatusRow>;
  likeStatus(caller: Caller, args: StatusUrl): Promise<StatusRow>;
  undoLike(caller: Caller, args: StatusUrl): Promise<void>;
  boostStatus(caller: Caller, args: BoostStatusArgs): Promise<StatusRow>;
  undoBoost(caller: Caller, args: StatusUrl): Promise<void>;
  votePoll(caller: Caller, args: VoteArgs): Promise<StatusRow>;
  followUser(caller: Caller, args: FollowUserArgs): Promise<FollowingRow>;
  unfollowUser(caller: Caller, args: AccountArgs): Promise<void>;
  acceptFollow(caller: Caller, args: FollowerArgs): Promise<void>;
  rejectFollow(caller: Caller, args: FollowerArgs): Promise<void>;
  removeFollower(caller: Caller, args: FollowerArgs): Promise<void>;
  blockUser(caller: Caller, args: AccountArgs): Promise<void>;
  unblockUser(caller: Caller, args: AccountArgs): Promise<void>;
  muteUser(caller: Caller, args: MuteUserArgs): Promise<void>;
  unmuteUser(caller: Caller, args: AccountArgs): Promise<void>;
  bookmark(caller: Caller, args: StatusUrl): Promise<StatusRow>;
  unbookmark(caller: Caller, args: StatusUrl): Promise<void>;
  muteConversation(caller: Caller, args: StatusUrl): Promise<void>;
  unmuteConversation(caller: Caller, args: StatusUrl): Promise<void>;
  pinStatus(caller: Caller, args: StatusUri): Promise<StatusRow>;
  unpinStatus(caller: Caller, args: StatusUri): Promise<StatusRow>;
  featureTag(caller: Caller, args: TagArgs): Promise<string>;
  unfeatureTag(caller: Caller, args: TagArgs): Promise<void>;
  setMarkers(caller: Caller, args: MarkersArgs): Promise<MarkerRow[]>;
  createFilter(caller: Caller, args: FilterArgs): Promise<FilterView>;
  updateFilter(
    caller: Caller,
    args: Partial<FilterArgs> & { readonly filterId: bigint },
  ): Promise<FilterView>;
  deleteFilter(caller: Caller, args: { readonly filterId: bigint }): Promise<void>;
  /** Hides one status by a filter; a second time it is the same row. */
  addFilterKeyword(
    caller: Caller,
    args: { readonly filterId: bigint; readonly keyword: string; readonly wholeWord?: boolean | undefined },
  ): Promise<FilterKeywordRow>;
  updateFilterKeyword(
    caller: Caller,
    args: Pick<KeywordChange, "keyword" | "wholeWord"> & { readonly id: bigint },
  ): Promise<FilterKeywordRow>;
  removeFilterKeyword(caller: Caller, args: { readonly id: bigint }): Promise<void>;
  addFilterStatus(
    caller: Caller,
    args: { readonly filterId: bigint; readonly statusId: bigint },
  ): Promise<FilterStatusRow>;
  removeFilterStatus(caller: Caller, args: { readonly id: bigint }): Promise<void>;
  createList(caller: Caller, args: ListArgs): Promise<ListRow>;
  updateList(caller: Caller, args: Partial<ListArgs> & { readonly listId: bigint }): Promise<ListRow>;
  deleteList(caller: Caller, args: { readonly listId: bigint }): Promise<void>;
  addToList(caller: Caller, args: ListMembersArgs): Promise<void>;
  removeFromList(caller: Caller, args: ListMembersArgs): Promise<void>;
  dismissNotification(caller: Caller, args: { readonly notificationId: bigint }): Promise<void>;
  dismissNotifications(caller: Caller): Promise<void>;
  attachMedia(caller: Caller, args: AttachMediaArgs): Promise<MediaRow>;
  updateMedia(caller: Caller, args: UpdateMediaArgs): Promise<MediaRow>;
  deleteMedia(caller: Caller, args: { readonly mediaId: bigint }): Promise<MediaRow>;
  addAlias(caller: Caller, args: AliasArgs): Promise<AccountRow>;
  removeAlias(caller: Caller, args: FollowerArgs): Promise<AccountRow>;
  moveAccount(caller: Caller, args: AliasArgs): Promise<AccountRow>;
  getFollowRequests(caller: Caller, args: OffsetArgs): Promise<string[]>;
  getLiked(caller: Caller, args: OffsetArgs): Promise<string[]>;
  readFeed(caller: Caller, args: OffsetArgs): Promise<FeedItem[]>;
  /** For anybody, as the next ones. */
  getProfile(): Promise<AccountRow>;
  getFollowers(args: OffsetArgs): Promise<string[]>;
  getFollowing(args: OffsetArgs): Promise<string[]>;
  getLocalStatus(caller: Caller, args: Requester & { readonly id: bigint }): Promise<StatusRow>;
  getStatusMedia(caller: Caller, args: Requester & { readonly id: bigint }): Promise<MediaRow[]>;
  getStatuses(caller: Caller, args: Requester & OffsetArgs): Promise<StatusRow[]>;
  getThread(caller: Caller, args: Requester & OffsetArgs & { readonly id: bigint }): Promise<Answers>;
}

/** The home of `ctx.owner`. */
export function createUser(ctx: UserContext): User {
  return {
    updateProfile: (caller, args) => updateProfile(ctx, caller, args),
    publishStatus: (caller, args) => publishStatus(ctx, caller, args),
    editStatus: (caller, args) => editStatus(ctx, caller, args),
    deleteStatus: (caller, args) => deleteStatus(ctx, caller, args),
    setQuotePolicy: (caller, args) => setQuotePolicy(ctx, caller, args),
    revokeQuote: (caller, args) => revokeQuote(ctx, caller, args),
    likeStatus: (caller, args) => likeStatus(ctx, caller, args),
    undoLike: (caller, args) => undoLike(ctx, caller, args),
    boostStatus: (caller, args) => boostStatus(ctx, caller, args),
    undoBoost: (caller, args) => undoBoost(ctx, caller, args),
    votePoll: (caller, args) => votePoll(ctx, caller, args),
    followUser: (caller, args) => followUser(ctx, caller, args),
    unfollowUser: (caller, args) => unfollowUser(ctx, caller, args),
    acceptFollow: (caller, args) => acceptFollow(ctx, caller, args),
    rejectFollow: (caller, args) => rejectFollow(ctx, caller, args),
    removeFollower: (caller, args) => removeFollower(ctx, caller, args),
    blockUser: (caller, args) => blockUser(ctx, caller, args),
    unblockUser: (caller, args) => unblockUser(ctx, caller, args),
    muteUser: (caller, args) => muteUser(ctx, caller, args),
    unmuteUser: (caller, args) => unmuteUser(ctx, caller, args),
    bookmark: (caller, args) => bookmark(ctx, caller, args),
    unbookmark: (caller, args) => unbookmark(ctx, caller, args),
    muteConversation: (caller, args) => muteConversation(ctx, caller, args),
    unmuteConversation: (caller, args) => unmuteConversation(ctx, caller, args),
    pinStatus: (caller, args) => pinStatus(ctx, caller, args),
    unpinStatus: (caller, args) => unpinStatus(ctx, caller, args),
    featureTag: (caller, args) => featureTag(ctx, caller, args),
    unfeatureTag: (caller, args) => unfeatureTag(ctx, caller, args),
    setMarkers: (caller, args) => setMarkers(ctx, caller, args),
    createFilter: (caller, args) => createFilter(ctx, caller, args),
    updateFilter: (caller, args) => updateFilter(ctx, caller, args),
    deleteFilter: (caller, args) => deleteFilter(ctx, caller, args),
    addFilterKeyword: (caller, args) => addFilterKeyword(ctx, caller, args),
    updateFilterKeyword: (caller, args) => updateFilterKeyword(ctx, caller, args),
    removeFilterKeyword: (caller, args) => removeFilterKeyword(ctx, caller, args),
    addFilterStatus: (caller, args) => addFilterStatus(ctx, caller, args),
    removeFilterStatus: (caller, args) => removeFilterStatus(ctx, caller, args),
    createList: (caller, args) => createList(ctx, caller, args),
    updateList: (caller, args) => updateList(ctx, caller, args),
    deleteList: (caller, args) => deleteList(ctx, caller, args),
    addToList: (caller, args) => addToList(ctx, caller, args),
    removeFromList: (caller, args) => removeMembers(ctx, caller, args),
    dismissNotification: (caller, args) => dismissNotification(ctx, caller, args),
    dismissNotifications: (caller) => dismissNotifications(ctx, caller),
    attachMedia: (caller, args) => attachMedia(ctx, caller, args),
    updateMedia: (caller, args) => updateMedia(ctx, caller, args),
    deleteMedia: (caller, args) => deleteMedia(ctx, caller, args),
    addAlias: (caller, args) => addAlias(ctx, caller, args),
    removeAlias: (caller, args) => removeAlias(ctx, caller, args),
    moveAccount: (caller, args) => moveAccount(ctx, caller, args),
    getFollowRequests: (caller, args) => getFollowRequests(ctx, caller, args),
    getLiked: (caller, args) => getLiked(ctx, caller, args),
    readFeed: (caller, args) => readFeed(ctx, caller, args),
    getProfile: () => getProfile(ctx),
    getFollowers: (args) => getFollowers(ctx, args),
    getFollowing: (args) => getFollowing(ctx, args),
    getLocalStatus: (caller, args) => getLocalStatus(ctx, caller, args),
    getStatusMedia: (caller, args) => getStatusMedia(ctx, caller, args),
    getStatuses: (caller, args) => getStatuses(ctx, caller, args),
    getThread: (caller, args) => getThread(ctx, caller, args),
  };
}
