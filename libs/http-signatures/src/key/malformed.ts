// The error of every reader of keys.

import { SignatureError } from "../error.ts";

/** `key_malformed`; never with any part of the key in it. */
export function keyMalformed(reason: string): SignatureError {
  return new SignatureError("key_malformed", `Key: ${reason}`);
}
