/** Why a passkey was not taken. The message is for the person, and in the catalogues. */

import { english } from "../language/english.ts";

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

export class PasskeyError extends Error {
  override readonly name = "PasskeyError";
  readonly code: PasskeyErrorCode;

  constructor(code: PasskeyErrorCode, options?: ErrorOptions) {
    super(english[`passkey.${code}`], options);
    this.code = code;
  }

  get text(): `passkey.${PasskeyErrorCode}` {
    return `passkey.${this.code}`;
  }
}
