/** What the OAuth server and the pages of accounts need of the node. */

import type { Context } from "hono";
import type { Instance } from "@mastic/core";
import type { SignUpPorts } from "../accounts/signUp.ts";

export interface OAuthPorts extends SignUpPorts {
  readonly instance: Instance;
  readonly now: () => number;
  /** Counts an attempt of a client. @throws {ApiError} 429 when there were too many */
  readonly attempt: (c: Context, kind: "signUp" | "signIn") => void;
  /** Says that tokens may have lost their power, so that open streams look at theirs again. */
  readonly tokensChanged: () => void;
}
