/** What a node of this kind can do; screens ask here instead of asking which kind it is. */

import type { Governance } from "./governance.ts";

export interface Capabilities {
  /** New posts arrive by themselves; where not, timelines ask now and then. */
  readonly pushesUpdates: boolean;
  /** An upload says how far it is. */
  readonly reportsUploadProgress: boolean;
  /**
   * What the instance says of the sizes of media is true of this app's uploads. It is not where pictures are drawn anew
   * on the device first, and files go in chunks.
   */
  readonly limitsUploads: boolean;
  /** Signing in opens a window, which browsers allow in answer to a click only. */
  readonly signInOpensWindow: boolean;
  /** Moderators can moderate here: the app has asked for the right to. */
  readonly moderates: boolean;
  /** People can move to another account, or from one (Pleroma's and Akkoma's methods, which Mastodon lacks). */
  readonly movesAccounts: boolean;
  /** Who decides by proposals what moderators decide elsewhere; undefined where they do. */
  readonly governance: Governance | undefined;
  /** The page of the node on which people change their password; nothing where there are no passwords. */
  readonly changePasswordPage?: string;
}
