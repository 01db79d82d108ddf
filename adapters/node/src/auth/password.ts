/** Passwords: argon2id with the parameters that OWASP's Password Storage Cheat Sheet recommends, a few at a time. */

import { randomBytes } from "node:crypto";
import { hash, verify, type Options } from "@node-rs/argon2";
import { turnstile } from "../concurrency/turnstile.ts";
import { AuthError } from "./error.ts";

/** 19 MiB, two passes, one lane. The algorithm is argon2id, the default of the package. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;
const MIN_LENGTH = 8;
const MAX_LENGTH = 128;

export interface Passwords {
  /**
   * The hash of a new password, in PHC string format.
   *
   * @throws {AuthError} `password_too_short`, `password_too_long`, `busy`
   */
  readonly hash: (password: string) => Promise<string>;
  /**
   * Whether the password is the one of this hash. Without a hash, or with an empty one, for a user who does not exist or
   * has no password, it takes as long and is `false`.
   *
   * @throws {AuthError} `busy`
   */
  readonly verify: (password: string, stored: string | undefined) => Promise<boolean>;
  /** Whether the hash was made with other parameters, so that the next sign-in should store a new one. */
  readonly needsRehash: (stored: string) => boolean;
}

export interface PasswordsOptions {
  /** How many are hashed at the same time: each takes 19 MiB and a thread. 2 when left out. */
  readonly concurrency?: number;
  /** How many may wait; 100 when left out. */
  readonly maxWaiting?: number;
}

export function passwords({ concurrency = 2, maxWaiting = 100 }: PasswordsOptions = {}): Passwords {
  const inTurn = turnstile(
    concurrency,
    maxWaiting,
    () => new AuthError("busy", "too many passwords wait to be checked"),
  );
  let decoy: Promise<string> | undefined;

  return {
    async hash(password) {
      const length = Array.from(password).length;
      if (length < MIN_LENGTH)
        throw new AuthError("password_too_short", `a password has at least ${MIN_LENGTH} characters`);
      if (length > MAX_LENGTH)
        throw new AuthError("password_too_long", `a password has at most ${MAX_LENGTH} characters`);
      return inTurn(() => hash(normalised(password), parameters));
    },

    async verify(password, stored) {
      // No stored password is as long; and hashing megabytes is what an attacker would like.
      const text = password.length > MAX_LENGTH * 2 ? "" : normalised(password);
      return inTurn(async () => {
        decoy ??= hash(randomBytes(32), parameters);
        const isNone = stored === undefined || stored === "";
        const isSame = await verify(isNone ? await decoy : stored, text).catch(() => false);
        return isSame && !isNone;
      });
    },

    needsRehash(stored) {
      const { memoryCost, timeCost, parallelism } = parameters;
      return !stored.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
    },
  };
}

/** The same password, typed on another keyboard (RFC 8265 section 4.2: NFC). */
function normalised(password: string): string {
  return password.normalize("NFC");
}
