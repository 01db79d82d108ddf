/** What streaming listeners hear after a commit. Ids, and who may hear of what is gone: the rest each listener reads as its viewer may see it. */

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
  /** A status is gone: whose it was and whom it named may hear so, and whoever has it in a timeline. */
  | {
      readonly type: "deleted";
      readonly statusId: bigint;
      /** Its author, and those mentioned. */
      readonly accountIds: readonly bigint[];
      /** Where it stood in public; `null` for nowhere. */
      readonly public: { readonly local: boolean; readonly tags: readonly string[] } | null;
    }
  /** The turn owner has a new notification. */
  | { readonly type: "notification"; readonly notificationId: bigint };
