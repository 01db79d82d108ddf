/** What streaming listeners hear after a commit. Ids only: each listener reads what its viewer may see. */

export type Signal =
  /** A status entered the turn owner's home timeline. */
  | { readonly type: "home"; readonly statusId: bigint }
  /** A status entered the timeline of one of the turn owner's lists. */
  | { readonly type: "list"; readonly listId: bigint; readonly statusId: bigint }
  /** A status entered a public timeline, and these hashtags. */
  | {
      readonly type: "public";
      readonly statusId: bigint;
      readonly local: boolean;
      readonly tags: readonly string[];
    }
  | { readonly type: "edited"; readonly statusId: bigint }
  | { readonly type: "deleted"; readonly statusId: bigint }
  /** The turn owner has a new notification. */
  | { readonly type: "notification"; readonly notificationId: bigint };
