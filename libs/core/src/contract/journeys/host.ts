/** What a host shows of itself so that the user stories can be played on it. */

import type { Directory } from "../../directory/directory.ts";
import type { AccountRow } from "../../schema/accounts.ts";
import type { MediaRow } from "../../schema/media.ts";
import type { StatusRow } from "../../schema/statuses.ts";
import type { NotificationType } from "../../schema/user.ts";
import type { Millis } from "../../store/store.ts";
import type { User } from "../../user/user.ts";

/** The principal that is the first moderator of every node of a journey. */
export const MODERATOR = "moderator";

/** A node with the default limits, whose first moderator is `MODERATOR`. */
export interface JourneyNode {
  /** `https://…`, without a trailing slash. */
  readonly origin: string;
  readonly host: string;
  readonly directory: Directory;
  /** The home of the user with this handle, called by whoever names itself. */
  user(handle: string): Promise<User>;
  /** What the node knows of an account, local or remote. */
  account(uri: string): Promise<AccountRow | undefined>;
  status(uri: string): Promise<StatusRow | undefined>;
  /** The media of a status, in their order. */
  media(statusUri: string): Promise<readonly MediaRow[]>;
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
export interface JourneyHost {
  readonly here: JourneyNode;
  readonly there: JourneyNode;
  /** Performs effects on both nodes until none is due. @throws {Error} when one cannot be performed */
  settle(): Promise<void>;
  /** Lets so much time pass on both nodes. */
  advance(millis: Millis): Promise<void>;
  close(): Promise<void>;
}

export type OpenJourneyHost = () => Promise<JourneyHost>;
