/** Why a passkey was not taken. The message is for the person. */

export type PasskeyErrorCode =
  /** The node is at an address for which browsers make no passkeys. */
  | "unavailable"
  /** Nothing was asked of this browser, or too long ago, or it has answered already. */
  | "stale"
  /** The answer is not what was asked for, or of nobody's passkey here. */
  | "refused"
  /** There are as many as an account may have. */
  | "too_many"
  /** Without it nobody could sign in. */
  | "last";

const messages: Readonly<Record<PasskeyErrorCode, string>> = {
  unavailable: "Passkeys cannot be used at the address of this server.",
  stale: "This took too long, or was begun elsewhere. Try again.",
  refused: "This passkey is not known here.",
  too_many: "There are as many passkeys as an account can have. Remove one first.",
  last: "This is the only way to sign in to the account. Set a password or add another passkey first.",
};

export class PasskeyError extends Error {
  override readonly name = "PasskeyError";
  readonly code: PasskeyErrorCode;

  constructor(code: PasskeyErrorCode, options?: ErrorOptions) {
    super(messages[code], options);
    this.code = code;
  }
}
