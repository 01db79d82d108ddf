// The domain of a node, without I/O: people, statuses, timelines, federation and moderation, over ports that a host implements.

export * from "./context.ts";
export { createDirectory, type Directory } from "./directory/directory.ts";
export { blockableDomain, type BlockDomainArgs, type ListDomainBlocksArgs } from "./directory/blockDomain.ts";
export {
  addActorKey,
  furnish,
  newAccount,
  type ActorKey,
  type Resident,
} from "./directory/home/furnishHome.ts";
export { homePerformers, homeTimers, type HomeEffect, type HomeTimer } from "./directory/home/performers.ts";
export { sayGoodbye, tellWitnesses, type WitnessCursor } from "./directory/home/sayGoodbye.ts";
export { setSuspended } from "./directory/home/suspendHome.ts";
export { separateHomePerformers, type HomeKeeper } from "./directory/home/separateHomes.ts";
export { type FileReportArgs } from "./directory/fileReport.ts";
export { LONGEST_RULE, MOST_RULES, checkRules, policy, setPolicy, type Policy } from "./directory/policy.ts";
export type { ListReportsArgs } from "./directory/moderateReports.ts";
export { reportsInAnswer } from "./directory/reportsInAnswer.ts";
export { receiveReport, type ReceivedReport } from "./directory/receiveReport.ts";
export type { SearchProfilesArgs } from "./directory/searchProfiles.ts";
export type { UserReference } from "./directory/who.ts";
export * from "./document/activity.ts";
export * from "./document/actor.ts";
export * from "./document/note.ts";
export * from "./document/quote.ts";
export * from "./document/urls.ts";
export * from "./effects.ts";
export * from "./error.ts";
export * from "./schema/accounts.ts";
export * from "./schema/counters.ts";
export * from "./schema/instance.ts";
export * from "./schema/media.ts";
export * from "./schema/schema.ts";
export * from "./schema/search.ts";
export * from "./schema/statuses.ts";
export * from "./schema/user.ts";
export * from "./signals.ts";
export { quoteRule, type QuoteApproval } from "./status/quotePolicy.ts";
export { tombstoneOf } from "./status/tombstone.ts";
export { storableText } from "./store/check.ts";
export * from "./store/column.ts";
export * from "./store/effect.ts";
export * from "./store/error.ts";
export { parseId } from "./store/ids.ts";
export * from "./store/store.ts";
export * from "./store/table.ts";
export * from "./read/accountLists.ts";
export * from "./read/audience.ts";
export * from "./read/filters.ts";
export type { FilterMatch } from "./read/statusFilter.ts";
export * from "./read/lists.ts";
export * from "./read/notifications.ts";
export * from "./read/page.ts";
export type { QuoteApprovalView } from "./read/quoteApproval.ts";
export type { ShownQuoteState } from "./read/quotes.ts";
export * from "./read/quotesOf.ts";
export * from "./read/relationship.ts";
export * from "./read/search.ts";
export { indexOlderOnce } from "./search/indexOlder.ts";
export {
  parseStatusQuery,
  type SearchCondition,
  type SearchScope,
  type StatusProperty,
  type StatusQuery,
} from "./search/query.ts";
export { searchStatuses, type StatusSearch } from "./search/searchStatuses.ts";
export * from "./read/statusView.ts";
export * from "./read/thread.ts";
export * from "./read/timelines.ts";
export type { AccountArgs } from "./user/blockUser.ts";
export type { BoostStatusArgs } from "./user/boostStatus.ts";
export type { DeleteStatusArgs } from "./user/deleteStatus.ts";
export type { EditStatusArgs } from "./user/editStatus.ts";
export type { TagArgs } from "./user/featureTag.ts";
export type { FollowOptions } from "./user/following.ts";
export type { FollowerArgs } from "./user/followRequests.ts";
export type { FollowUserArgs } from "./user/followUser.ts";
export type { Requester } from "./user/getStatuses.ts";
export type { Answers } from "./user/getThread.ts";
export type { KeywordChange } from "./user/filterKeywords.ts";
export type { FilterArgs } from "./user/manageFilters.ts";
export type { ListArgs, ListMembersArgs } from "./user/manageLists.ts";
export type { AttachMediaArgs, UpdateMediaArgs } from "./user/media.ts";
export type { AliasArgs } from "./user/moveAccount.ts";
export type { MuteUserArgs } from "./user/muteUser.ts";
export type { OffsetArgs } from "./user/offset.ts";
export { requireOwner } from "./user/owner.ts";
export { pollLimits, type PollArgs } from "./user/draftPoll.ts";
export type { PublishStatusArgs } from "./user/publishStatus.ts";
export type { RevokeQuoteArgs } from "./user/revokeQuote.ts";
export { slidingMinute } from "./user/rateLimit.ts";
export type { FeedItem } from "./user/readFeed.ts";
export type { MarkerRow, MarkersArgs } from "./user/setMarkers.ts";
export type { UpdateProfileArgs } from "./user/updateProfile.ts";
export type { VoteArgs } from "./user/votePoll.ts";
export { createUser, type User } from "./user/user.ts";
export { canSee } from "./user/visibility.ts";
export * from "./federation/context.ts";
export { collectionSynchronization } from "./federation/followersOfHost.ts";
export { gatherFollowers, type FollowerHere, type FollowersHere } from "./federation/followersHere.ts";
export { domainPolicy, type DomainPolicy } from "./federation/domainPolicy.ts";
export * from "./federation/federation.ts";
export * from "./federation/gather.ts";
export type { Address } from "./federation/addresses.ts";
export type { AccountGatherer, AddressBook, Documents, FetchedActor } from "./federation/gatherAccount.ts";
export { createHome, type FollowSaid, type Home, type HomeEffectKind } from "./federation/home.ts";
export { MOST_ACTIVITY_BYTES } from "./federation/inbox.ts";
export { keepDomainBlocks, type DomainDecision } from "./federation/keepDomainBlocks.ts";
export type { PageWanted } from "./federation/handle.ts";
export type { Outcome, Performer } from "./federation/perform/outcome.ts";
export type { Hearing } from "./federation/perform/handOver.ts";
export { waitsFor, type FederationEffect } from "./federation/perform/performers.ts";
