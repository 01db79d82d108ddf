/** What the domain refuses, by code. Adapters map codes to HTTP, Candid and Mastodon errors in one table each. */

export type CoreErrorCode = DomainErrorCode | CanisterErrorCode;

/**
 * Error variants of the canisters' interface (spec 05: ReceiveActivityError, SendActivityError; WI-1.13: sign-up) for
 * what happens between canisters. The domain does not throw them: where it runs as one program nothing is in between.
 */
export type CanisterErrorCode =
  /** Fewer cycles came with the call than a home costs. */
  | "InsufficientCycles"
  | "ProcessingFailed"
  | "InvalidTargetInbox"
  | "UnknownLocalUser"
  /** The other canister did not answer, or answered nonsense. */
  | "DeliveryFailed"
  /** The other canister refused the activity. */
  | "Rejected";

export type DomainErrorCode =
  /** The caller may not do this: not the owner, not a moderator. */
  | "Unauthorized"
  /** Nobody is signed in. */
  | "AnonymousPrincipal"
  /** The caller's own account is suspended. */
  | "Suspended"
  /** Too many actions in the window; `retryAfterMillis` says when to come back. */
  | "RateLimitExceeded"
  | "AlreadyRegistered"
  | "HandleTaken"
  | "InvalidHandle"
  | "NotRegistered"
  | "CanisterNotInFailedState"
  | "AlreadyModerator"
  | "NotModerator"
  /** There is no such thing, or the caller may not know that there is. */
  | "NotFound"
  /** It was there and has been deleted. */
  | "Gone"
  /** An argument is out of its bounds; `field` names it. */
  | "BadArgs"
  | "AlreadyFollowing"
  | "CannotFollowSelf"
  | "NotFollowing"
  | "RequestNotFound"
  | "LimitExceeded"
  | "ContentEmpty"
  | "ContentTooLong"
  | "NoRecipients"
  | "InvalidUri"
  /** The JSON is no activity that we take, or its parts contradict each other. */
  | "InvalidActivity"
  /** The activity is sound, and its actor may not do that. */
  | "Forbidden"
  /** A remote server did not answer, or answered nonsense. */
  | "RemoteUnavailable"
  | "Internal";

export class CoreError extends Error {
  override readonly name = "CoreError";
  readonly code: CoreErrorCode;
  /** The argument at fault, where one is. */
  readonly field: string | undefined;
  readonly retryAfterMillis: number | undefined;

  constructor(
    code: CoreErrorCode,
    message: string,
    context: { field?: string; retryAfterMillis?: number; cause?: unknown } = {},
  ) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    this.code = code;
    this.field = context.field;
    this.retryAfterMillis = context.retryAfterMillis;
  }
}
