/** What a host shows of itself so that the user stories can be played on it. */

import type { Directory } from "../../directory/directory.ts";
import type { AccountRow } from "../../schema/accounts.ts";
import type { MediaRow } from "../../schema/media.ts";
import type { UserRow } from "../../schema/instance.ts";
import type { StatusRow } from "../../schema/statuses.ts";
import type { NotificationType } from "../../schema/user.ts";
import type { Millis } from "../../store/store.ts";
import type { User } from "../../user/user.ts";

/** The principal that is the first moderator of every node of a journey. */
export const MODERATOR = "moderator";

/** What the stories ask of the Directory. Hosts that answer less than a row answer what the stories look at. */
export interface JourneyDirectory extends Pick<
  Directory,
  "addModerator" | "removeModerator" | "deleteProfile"
> {
  signUp(...args: Parameters<Directory["signUp"]>): Promise<Pick<UserRow, "id">>;
  suspend(...args: Parameters<Directory["suspend"]>): Promise<unknown>;
  unsuspend(...args: Parameters<Directory["unsuspend"]>): Promise<unknown>;
  searchProfiles(...args: Parameters<Directory["searchProfiles"]>): Promise<Pick<UserRow, "handle">[]>;
  retrySignUp(...args: Parameters<Directory["retrySignUp"]>): Promise<unknown>;
  whoAmI(...args: Parameters<Directory["whoAmI"]>): Promise<Pick<UserRow, "handle" | "status">>;
  userCanister(
    ...args: Parameters<Directory["userCanister"]>
  ): Promise<Pick<UserRow, "id" | "handle" | "status">>;
  getUser(
    ...args: Parameters<Directory["getUser"]>
  ): Promise<Pick<UserRow, "handle" | "principal" | "status">>;
}

export type SeenProfile = Pick<
  AccountRow,
  "uri" | "displayName" | "note" | "locked" | "fields" | "statusesCount" | "suspended" | "movedToUri"
> & { readonly keys: readonly { readonly id: string }[] };
export type SeenStatus = Pick<
  StatusRow,
  | "id"
  | "uri"
  | "content"
  | "local"
  | "visibility"
  | "tags"
  | "spoilerText"
  | "sensitive"
  | "inReplyToUri"
  | "likeCount"
  | "boostCount"
  | "replyCount"
>;
export type SeenMedia = Pick<
  MediaRow,
  "id" | "mediaType" | "description" | "remoteUrl" | "blurhash" | "blob"
>;

type Asks<Name extends keyof User, Answer> = (...args: Parameters<User[Name]>) => Promise<Answer>;

/** What the stories ask of a home. */
export interface JourneyUser extends Pick<
  User,
  | "acceptFollow"
  | "rejectFollow"
  | "unfollowUser"
  | "blockUser"
  | "undoLike"
  | "undoBoost"
  | "getFollowRequests"
  | "getFollowers"
  | "getFollowing"
  | "getLiked"
> {
  followUser: Asks<"followUser", unknown>;
  likeStatus: Asks<"likeStatus", unknown>;
  deleteStatus: Asks<"deleteStatus", unknown>;
  editStatus: Asks<"editStatus", unknown>;
  deleteMedia: Asks<"deleteMedia", unknown>;
  updateMedia: Asks<"updateMedia", unknown>;
  updateProfile: Asks<"updateProfile", unknown>;
  getProfile: Asks<"getProfile", SeenProfile>;
  publishStatus: Asks<"publishStatus", SeenStatus>;
  boostStatus: Asks<"boostStatus", Pick<SeenStatus, "id" | "uri">>;
  attachMedia: Asks<"attachMedia", Pick<SeenMedia, "id">>;
  getStatusMedia: Asks<"getStatusMedia", SeenMedia[]>;
  getStatuses: Asks<"getStatuses", Pick<SeenStatus, "visibility">[]>;
  getThread: Asks<"getThread", { readonly status: SeenStatus; readonly answers: readonly SeenStatus[] }>;
  readFeed: Asks<"readFeed", readonly SeenEntry[]>;
}

export interface SeenEntry {
  readonly status: Pick<SeenStatus, "uri" | "content" | "spoilerText" | "sensitive">;
  readonly author: string;
  readonly boostedBy: string | null;
}

/** A node with the default limits, whose first moderator is `MODERATOR`. */
export interface JourneyNode<U extends JourneyUser = JourneyUser> {
  /** `https://…`, without a trailing slash. */
  readonly origin: string;
  readonly host: string;
  readonly directory: JourneyDirectory;
  /** The home of the user with this handle, called by whoever names itself. */
  user(handle: string): Promise<U>;
  /** What the node knows of an account, local or remote. */
  account(
    uri: string,
  ): Promise<Pick<SeenProfile, "displayName" | "note" | "locked" | "suspended" | "movedToUri"> | undefined>;
  status(uri: string): Promise<SeenStatus | undefined>;
  /** The media of a status, in their order. */
  media(statusUri: string): Promise<readonly SeenMedia[]>;
  /** A local user's notifications, oldest first. */
  notifications(handle: string): Promise<readonly SeenNotification[]>;
}

export interface SeenNotification {
  readonly type: NotificationType;
  /** The actor URI of who caused it. */
  readonly from: string;
  readonly statusUri: string | null;
}

/** Two nodes that can reach each other, both new and empty. */
export interface JourneyHost<U extends JourneyUser = JourneyUser> {
  readonly here: JourneyNode<U>;
  readonly there: JourneyNode<U>;
  /** Performs effects on both nodes until none is due. @throws {Error} when one cannot be performed */
  settle(): Promise<void>;
  /** Lets so much time pass on both nodes. */
  advance(millis: Millis): Promise<void>;
  close(): Promise<void>;
}

export type OpenJourneyHost = () => Promise<JourneyHost>;
