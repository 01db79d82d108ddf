/** The schema of a node: every table of the domain, in one list. Adapters add their own beside it. */

import type { AnyTable, Schema } from "../store/table.ts";
import { accounts } from "./accounts.ts";
import { counters } from "./counters.ts";
import * as instance from "./instance.ts";
import { media } from "./media.ts";
import {
  addressees,
  editHistory,
  hashtags,
  likes,
  pollVotes,
  statuses,
  statusHashtags,
  statusTombstones,
} from "./statuses.ts";
import { statusWords, wordsOfStatus } from "./search.ts";
import * as user from "./user.ts";

export const coreTables: readonly AnyTable[] = [
  accounts,
  statuses,
  pollVotes,
  addressees,
  statusTombstones,
  statusHashtags,
  hashtags,
  editHistory,
  likes,
  media,
  statusWords,
  wordsOfStatus,
  counters,
  user.profiles,
  user.profileMetadata,
  user.keyPairs,
  user.feed,
  user.inbox,
  user.followRequests,
  user.followers,
  user.followerInboxes,
  user.following,
  user.liked,
  user.boosts,
  user.bookmarks,
  user.conversationMutes,
  user.pinnedStatuses,
  user.featuredTags,
  user.blocks,
  user.blockedBy,
  user.mutes,
  user.notifications,
  user.lists,
  user.listMembers,
  user.listFeed,
  user.filters,
  user.filterKeywords,
  user.filterStatuses,
  user.markers,
  user.idempotencyKeys,
  instance.users,
  instance.handleSuffixes,
  instance.moderators,
  instance.tombstones,
  instance.reports,
  instance.subscriptions,
  instance.receivedActivities,
  instance.hosts,
  instance.domainBlocks,
  instance.settings,
];

export const coreSchema: Schema = {
  version: 4,
  tables: coreTables,
  migrations: [
    // Nothing could set it: what moderators decide is in `domainBlocks`.
    { to: 2, dropColumns: [{ table: "hosts", column: "policy" }] },
  ],
};
