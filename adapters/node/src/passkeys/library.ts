/** The library that reads and checks what authenticators say, loaded by the first who needs it: it is not small. */

import { PasskeyError } from "./error.ts";

export const webAuthn = (): Promise<typeof import("@simplewebauthn/server")> =>
  import("@simplewebauthn/server");

export const webAuthnHelpers = (): Promise<typeof import("@simplewebauthn/server/helpers")> =>
  import("@simplewebauthn/server/helpers");

/** COSE: EdDSA, ES256 and RS256, which all authenticators have one of. */
export const ALGORITHMS = [-8, -7, -257];

/** Whatever the library throws is about what it was given. @throws {PasskeyError} `refused` */
export async function refusing<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (cause) {
    throw new PasskeyError("refused", { cause });
  }
}
