/** What the OAuth server and the pages of accounts need of the node. */

import type { Context } from "hono";
import type { Instance } from "@mastic/core";
import type { SignUpPorts } from "../accounts/signUp.ts";

/**
 * What strangers may try only so often; `oauth` is registering applications, and getting and revoking tokens, and `handle`
 * asking whether a name can be had.
 */
export type Attempt = "signUp" | "signIn" | "handle" | "oauth";

export interface OAuthPorts extends SignUpPorts {
  readonly instance: Instance;
  readonly now: () => number;
  /** Counts an attempt of the client's address, or at an account when one is named. @throws {ApiError} 429 when there were too many */
  readonly attempt: (c: Context, kind: Attempt, account?: string) => void;
  /** Says that tokens may have lost their power, so that open streams look at theirs again. */
  readonly tokensChanged: () => void;
}
