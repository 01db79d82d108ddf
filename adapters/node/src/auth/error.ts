/** Why a password was not taken or not checked. */

export type AuthErrorCode =
  /** Shorter than 8 characters. */
  | "password_too_short"
  /** Longer than 128 characters: hashing it would only cost time. */
  | "password_too_long"
  /** Too many passwords wait to be hashed: try again in a moment. */
  | "busy";

export class AuthError extends Error {
  override readonly name = "AuthError";
  readonly code: AuthErrorCode;

  constructor(code: AuthErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
